package pk.rahnuma.dialog.model;

import java.util.Map;

/// A call of a session to its host. The answer arrives as [ConversationInput.Result] with the same session, name and
/// hash.
///
/// @param name the call's name in its script
/// @param action the bean that answers it
/// @param arguments by component of the action's `In`
public record ActionCall(
        String session,
        String name,
        String action,
        boolean act,
        String script,
        String flow,
        String hash,
        Map<String, Object> arguments) {}
