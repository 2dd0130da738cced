package pk.rahnuma.dialog.reading;

import java.util.List;
import java.util.Set;

/// Finds the acts that a message may be. Called within a step: must be fast and deterministic.
@FunctionalInterface
public interface ActClassifier {

    /// For a host without one.
    ActClassifier NONE = (text, possible) -> List.of(MessageAct.UNKNOWN);

    /// @param possible kinds that the message can be where it was written
    /// @return the likeliest act of these kinds, and the next one where there is one
    List<MessageAct> findActs(String text, Set<MessageAct.Kind> possible);
}
