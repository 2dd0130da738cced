package pk.rahnuma.dialog.engine.session;

import java.util.List;
import java.util.Map;

/// Result of filling a form.
///
/// @param stepped the session with its replies and calls
/// @param problems as text, by key of the answer; empty when all passed
public record FormResult(StepResult stepped, Map<String, List<String>> problems) {}
