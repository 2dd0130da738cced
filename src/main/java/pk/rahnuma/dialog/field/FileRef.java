package pk.rahnuma.dialog.field;

/// A file as a door announces it; its bytes stay outside the engine.
///
/// @param id the door's handle to the bytes
/// @param name the file's name, or null (a photo has none)
/// @param mediaType as announced, or null; not to be trusted
/// @param size in bytes, or 0 when unknown
public record FileRef(String id, String name, String mediaType, long size) {}
