package pk.rahnuma.messaging;

import pk.rahnuma.dialog.model.DialogJson;
import pk.rahnuma.dialog.model.Reply;

/// Body of a message as the bytes that are sealed. They always fit the column: a message that cannot be stored would
/// come
/// again, and keep those behind it waiting.
final class MessageBodyCodec {

    /// A character of JSON in UTF-8: three bytes, or six for a control character.
    private static final int[] BYTES_PER_CHARACTER = {3, 6};

    private static final String ELLIPSIS = "…";

    private MessageBodyCodec() {}

    /// Writes a body. Where it is too long, first what staff see instead of the text is cut, then the text.
    ///
    /// @param maxBytes more than buttons and the other parts need
    /// @throws IllegalArgumentException when even these do not fit
    static byte[] toBytes(Reply body, int maxBytes) {
        byte[] whole = DialogJson.toBytes(body);
        for (int i = 0; whole.length > maxBytes && i < BYTES_PER_CHARACTER.length; i++) {
            whole = DialogJson.toBytes(shortenBody(body, maxBytes, BYTES_PER_CHARACTER[i]));
        }
        if (whole.length > maxBytes) {
            throw new IllegalArgumentException("a message of " + whole.length + " bytes without its text");
        }
        return whole;
    }

    static Reply fromBytes(byte[] bytes) {
        return DialogJson.fromBytes(bytes, Reply.class);
    }

    private static Reply shortenBody(Reply body, int maxBytes, int bytesPerCharacter) {
        Reply withoutMasked = body.masked() == null ? body : body.withMaskedText(ELLIPSIS);
        int room = maxBytes - countBytes(withoutMasked);
        return body.masked() != null && room >= 0
                ? body.withMaskedText(cutText(body.masked(), room, bytesPerCharacter))
                : withoutMasked.withText(
                        cutText(body.text(), maxBytes - countBytes(withoutMasked.withText("")), bytesPerCharacter));
    }

    private static int countBytes(Reply body) {
        return DialogJson.toBytes(body).length;
    }

    private static String cutText(String text, int maxBytes, int bytesPerCharacter) {
        int length = Math.min(text.length(), Math.max(0, maxBytes / bytesPerCharacter - ELLIPSIS.length()));
        boolean splitsPair = length > 0 && length < text.length() && Character.isHighSurrogate(text.charAt(length - 1));
        return length == text.length() ? text : text.substring(0, splitsPair ? length - 1 : length) + ELLIPSIS;
    }
}
