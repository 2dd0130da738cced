package pk.rahnuma.dialog.field;

import java.util.List;

/// A file as a door announces it; its bytes stay outside the engine.
///
/// @param id the handle to the bytes
/// @param name the file's name, or null (a photo has none)
/// @param mediaType as announced, or null; not to be trusted
/// @param size in bytes, or 0 when unknown
/// @param away whether the bytes are still elsewhere, so that the host has to fetch them
/// @param album what files that were sent together have in common, or null
/// @param rows what stands in a table that is at hand, a text for each row; null for all else
public record FileRef(
        String id, String name, String mediaType, long size, boolean away, String album, List<String> rows) {

    /// One that is at hand.
    public FileRef(String id, String name, String mediaType, long size) {
        this(id, name, mediaType, size, false, null, null);
    }

    /// One that is no table, or not known as one yet.
    public FileRef(String id, String name, String mediaType, long size, boolean away, String album) {
        this(id, name, mediaType, size, away, album, null);
    }

    /// The same, read as a table.
    public FileRef withRows(List<String> read) {
        return new FileRef(id, name, mediaType, size, away, album, read);
    }
}
