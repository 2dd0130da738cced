package pk.rahnuma.dialog.model;

import java.util.Map;

/// Result of a call.
///
/// @param hash of the call's arguments
/// @param value by component; null while the call is pending
public record CallResult(String hash, Map<String, Object> value) {}
