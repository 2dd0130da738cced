package pk.rahnuma.dialog.reading;

import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.understanding.Lexicon;
import pk.rahnuma.dialog.understanding.Utterance;

/// A typed message as it was read.
///
/// @param message the channel's id of the message; null when it has none
/// @param blind whether it was written before the previous reply could be seen
public record TypedMessage(Utterance text, String message, boolean blind) {

    /// Reads a normalised message of bounded length.
    public static TypedMessage read(ConversationInput.Text input, Lexicon lexicon) {
        return new TypedMessage(lexicon.readNormalised(input.text()), input.message(), input.blind());
    }

    public TypedMessage withText(Utterance other) {
        return new TypedMessage(other, message, blind);
    }
}
