package pk.rahnuma.dialog.engine.reading;

import java.util.List;

/// One meaning that a typed text can have. An ordered list of handlers is offered a text: the first that takes it ends
/// the search. `ConversationTextHandler` in `dialog.engine` has the list of a conversation, `SessionTextHandler` in
/// `dialog.engine.session` the list of a running session.
///
/// @param <T> the turn or step that the text belongs to
@FunctionalInterface
public interface TextHandler<T> {

    /// @return false when the text has another meaning: it is passed on, and nothing has changed
    boolean takeText(T progress, TypedMessage input);

    /// Offers a text to handlers in their order; the last one has to take any text.
    static <T> void offerText(List<TextHandler<T>> handlers, T progress, TypedMessage input) {
        for (TextHandler<T> handler : handlers) {
            if (handler.takeText(progress, input)) {
                return;
            }
        }
        throw new IllegalStateException("no handler took the text");
    }
}
