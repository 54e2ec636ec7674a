//! Values on the wire: whole numbers are `bigint`, texts `text`, bytes `bytea`, in both directions.

use std::error::Error;

use bytes::BytesMut;
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use crate::Val;

type Wrong = Box<dyn Error + Sync + Send>;

/// The type that a value says it has; nothing says none.
pub(super) fn type_of(value: &Val) -> Type {
    match value {
        // The server finds out from the text.
        Val::Null => Type::UNKNOWN,
        Val::Int(_) => Type::INT8,
        Val::Text(_) => Type::TEXT,
        Val::Blob(_) => Type::BYTEA,
    }
}

/// Whether a value can stand where a statement wants a type.
pub(super) fn fits(value: &Val, wanted: &Type) -> bool {
    *value == Val::Null || type_of(value) == *wanted
}

impl ToSql for Val {
    fn to_sql(&self, wanted: &Type, out: &mut BytesMut) -> Result<IsNull, Wrong> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Int(value) => value.to_sql(wanted, out),
            Self::Text(value) => (&**value).to_sql(wanted, out),
            Self::Blob(value) => (&**value).to_sql(wanted, out),
        }
    }

    /// What fits was looked at when the statement was prepared.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'r> FromSql<'r> for Val {
    fn from_sql(of: &Type, raw: &'r [u8]) -> Result<Self, Wrong> {
        Ok(match *of {
            Type::INT8 => Self::Int(i64::from_sql(of, raw)?),
            Type::INT4 => Self::Int(i32::from_sql(of, raw)?.into()),
            Type::BOOL => Self::Int(bool::from_sql(of, raw)?.into()),
            // The sum of whole numbers.
            Type::NUMERIC => Self::Int(whole(raw).ok_or("a sum is no whole number of 64 bits")?),
            Type::TEXT | Type::VARCHAR | Type::NAME => Self::Text(std::str::from_utf8(raw)?.into()),
            Type::BYTEA => Self::Blob(raw.into()),
            _ => return Err(format!("no value has the type {of}: cast it in the text").into()),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Self, Wrong> {
        Ok(Self::Null)
    }

    fn accepts(_: &Type) -> bool {
        true
    }
}

/// A `numeric` that is whole: how many digits of four places there are, the power of the first, the
/// sign, places behind the point, then the digits.
fn whole(raw: &[u8]) -> Option<i64> {
    let (pairs, rest) = raw.as_chunks::<2>();
    let (head, digits) = pairs.split_at_checked(4)?;
    let [count, power, sign, _] = [0, 1, 2, 3].map(|i| i16::from_be_bytes(head[i]));
    if !rest.is_empty() || count as usize != digits.len() {
        return None;
    }
    let mut sum: i128 = 0;
    for (place, digit) in digits.iter().enumerate() {
        let digit = i128::from(i16::from_be_bytes(*digit));
        match i64::from(power) - place as i64 {
            above @ 0..=4 => sum += digit * 10_000_i128.pow(above as u32),
            _ if digit == 0 => {}
            _ => return None,
        }
    }
    match sign {
        0 => i64::try_from(sum).ok(),
        0x4000 => i64::try_from(-sum).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numeric(power: i16, sign: i16, digits: &[i16]) -> Vec<u8> {
        let head = [digits.len() as i16, power, sign, 0];
        head.iter().chain(digits).flat_map(|part| part.to_be_bytes()).collect()
    }

    #[test]
    fn sums_are_whole_numbers_or_refused() {
        assert_eq!(whole(&numeric(0, 0, &[])), Some(0));
        assert_eq!(whole(&numeric(0, 0, &[7])), Some(7));
        assert_eq!(whole(&numeric(1, 0x4000, &[1, 2])), Some(-10_002));
        // A digit that is left out is 0.
        assert_eq!(whole(&numeric(2, 0, &[3])), Some(300_000_000));
        let most = [922, 3372, 368, 5477, 5807];
        assert_eq!(whole(&numeric(4, 0, &most)), Some(i64::MAX));
        assert_eq!(whole(&numeric(4, 0, &[923, 0, 0, 0, 0])), None, "too large");
        assert_eq!(whole(&numeric(-1, 0, &[5000])), None, "a half");
        assert_eq!(whole(&numeric(0, -0x4000, &[])), None, "no number");
        assert_eq!(whole(&numeric(0, 0, &[7])[..9]), None, "cut off");
        assert_eq!(whole(&[0, 1]), None);
    }
}
