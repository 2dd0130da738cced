package pk.rahnuma.dialog.field;

/// A file as a door announces it; its bytes stay outside the engine.
///
/// @param id the handle to the bytes
/// @param name the file's name, or null (a photo has none)
/// @param mediaType as announced, or null; not to be trusted
/// @param size in bytes, or 0 when unknown
/// @param away whether the bytes are still elsewhere, so that the host has to fetch them
/// @param album what files that were sent together have in common, or null
public record FileRef(String id, String name, String mediaType, long size, boolean away, String album) {

    /// One that is at hand.
    public FileRef(String id, String name, String mediaType, long size) {
        this(id, name, mediaType, size, false, null);
    }
}
