//! Texts as the server wants them: placeholders without gaps, types by its own names.

/// A text whose placeholders are numbered from 1 without gaps, as the server wants them, and for
/// each the number that it had. A condition that is left out of a text leaves a gap.
pub(super) fn numbered(sql: &str) -> (String, Vec<usize>) {
    let (mut text, mut places) = (String::with_capacity(sql.len()), vec![]);
    let mut quoted = None;
    let mut rest = sql.char_indices().peekable();
    while let Some((_, letter)) = rest.next() {
        text.push(letter);
        match quoted {
            Some(quote) => {
                if letter == quote {
                    quoted = None;
                }
                continue;
            }
            None if letter == '\'' || letter == '"' => quoted = Some(letter),
            None => {}
        }
        if letter != '$' {
            continue;
        }
        let mut number = 0;
        while let Some(digit) = rest.peek().and_then(|(_, letter)| letter.to_digit(10)) {
            number = number * 10 + digit as usize;
            rest.next();
        }
        let known = places.iter().position(|place| *place == number);
        let place = known.unwrap_or_else(|| {
            places.push(number);
            places.len() - 1
        });
        text.push_str(&(place + 1).to_string());
    }
    (text, places)
}

/// What the types of the shared texts are called here. Texts are compared byte by byte.
const TYPES: &[(&str, &str)] = &[
    (" INTEGER", " BIGINT"),
    (" BLOB", " BYTEA"),
    (" TEXT", " TEXT COLLATE \"C\""),
    (" {clustered}", ""),
];

/// The text that makes a table, as this engine understands it.
pub(in crate::db) fn dialect(statement: &str) -> String {
    if !statement.starts_with("CREATE TABLE") && !statement.starts_with("ALTER TABLE") {
        return statement.to_owned();
    }
    TYPES.iter().fold(statement.to_owned(), |text, (shared, here)| text.replace(shared, here))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_have_no_gaps() {
        let (text, places) = numbered("SELECT x FROM t WHERE house = $1 AND a = $4 AND b > $4");
        assert_eq!(text, "SELECT x FROM t WHERE house = $1 AND a = $2 AND b > $2");
        assert_eq!(places, [1, 4]);
        let (text, places) = numbered("UPDATE t SET x = $3, y = '$9''$8' WHERE house = $1");
        assert_eq!(text, "UPDATE t SET x = $1, y = '$9''$8' WHERE house = $2");
        assert_eq!(places, [3, 1]);
        let (text, places) = numbered("SELECT $12, $2, $1");
        assert_eq!((text.as_str(), places), ("SELECT $1, $2, $3", vec![12, 2, 1]));
    }

    #[test]
    fn tables_have_the_types_of_the_server() {
        let shared = "CREATE TABLE act (house TEXT NOT NULL, act BLOB NOT NULL, \
                      seq INTEGER NOT NULL, text TEXT, PRIMARY KEY (house, act)) {clustered}";
        let here = "CREATE TABLE act (house TEXT COLLATE \"C\" NOT NULL, act BYTEA NOT NULL, \
                    seq BIGINT NOT NULL, text TEXT COLLATE \"C\", PRIMARY KEY (house, act))";
        assert_eq!(dialect(shared), here);
        let index = "CREATE INDEX x ON log (house) WHERE kind = ' TEXT'";
        assert_eq!(dialect(index), index);
    }
}
