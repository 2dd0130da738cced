package pk.rahnuma.dialog.model;

import java.util.Map;

/// The result of a call.
///
/// @param hash of the arguments it was asked with
/// @param value by component; null while it is waited for
public record CallResult(String hash, Map<String, Object> value) {}
