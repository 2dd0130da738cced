package pk.rahnuma.dialog.engine.reading;

import java.util.Set;

/// Finds the act of a message. Called within a step: must be fast and deterministic.
@FunctionalInterface
public interface ActClassifier {

    /// For a host without one.
    ActClassifier NONE = (text, possible) -> MessageAct.UNKNOWN;

    /// @param possible kinds that the message can be where it was written
    /// @return the likeliest act of these kinds
    MessageAct findAct(String text, Set<MessageAct.Kind> possible);
}
