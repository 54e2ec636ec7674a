//! Pictures of an activity: published by whoever holds it, with words on what they show.

use super::rules::{LINE_MOST, Setting, check_text, line, must_have_begun, must_hold, must_stand};
use super::{Activity, Fact, REASON};
use crate::redaction;
use crate::ruling::{Enclosures, Refusal};
use crate::words::{FileId, FileRef};

/// The kind under which what pictures show lies in the vault.
pub const PICTURE: &str = "activity-picture";
/// The most pictures of one activity.
pub const PICTURES_MOST: usize = 12;

/// Publishes pictures.
///
/// # Errors
/// Who does not hold it, one that has not begun or is closed, none or too many pictures, a file
/// that is none, nothing said of what they show or something that leads to a person.
pub fn picture(
    setting: &Setting<'_>,
    activity: &Activity,
    (files, caption): (&[FileRef], &str),
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    must_hold(setting, activity.plan.body)?;
    must_stand(activity)?;
    must_have_begun(setting, activity)?;
    let mut wrong = vec![];
    if files.is_empty() {
        wrong.push(Refusal::invalid("activity.no-picture").at("files"));
    }
    if files.iter().any(|file| file.format != *"jpeg" && file.format != *"png") {
        wrong.push(Refusal::invalid("activity.not-a-picture").at("files"));
    }
    if activity.pictures.len() + files.len() > PICTURES_MOST {
        let refusal = Refusal::invalid("files.too-many").at("files");
        wrong.push(refusal.with("most", PICTURES_MOST));
    }
    match check_text(caption, "caption", LINE_MOST) {
        Ok(()) if redaction::find(caption).is_empty() => {}
        Ok(()) => wrong.push(Refusal::invalid("activity.minutes-personal").at("caption")),
        Err(refusal) => wrong.push(refusal),
    }
    Refusal::all(wrong)?;
    let caption = enclosures.add(PICTURE, caption.trim(), true);
    Ok(Fact::Pictured { caption, files: files.to_vec() })
}

/// Takes a picture out of public view: whoever is on it may change their mind, so also later, when
/// the activity is closed or called off.
///
/// # Errors
/// Who does not hold it, a picture that is not public, no reason.
pub fn withdraw_picture(
    setting: &Setting<'_>,
    activity: &Activity,
    (file, reason): (FileId, &str),
    enclosures: &mut Enclosures<'_>,
) -> Result<Fact, Refusal> {
    must_hold(setting, activity.plan.body)?;
    if !activity.pictures.contains(&file) {
        return Err(Refusal::conflict("activity.picture-unknown").at("file"));
    }
    let reason = line(enclosures, REASON, (reason, "picture-reason"))?;
    Ok(Fact::PictureWithdrawn { file, reason })
}
