package pk.rahnuma.telegram.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboardRemove;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import pk.rahnuma.dialog.model.Reply;

/// One message for Telegram, without markup: Telegram shows the text as it is. A reply is one message, and more only if
/// Telegram could not take it in one.
///
/// @param text plain, at most [#MAX_TEXT_LENGTH] characters
/// @param keyboard or null
record OutgoingMessage(String text, ReplyKeyboard keyboard) {

    /// Maximum characters of a message.
    static final int MAX_TEXT_LENGTH = 4096;

    /// Text of a message that is required and has no content.
    private static final String DONE_MARK = "✓";

    private static final LinkPreviewOptions NO_PREVIEW =
            LinkPreviewOptions.builder().isDisabled(true).build();

    /// @param more a button of the adapter, below those of the reply; maybe none
    static List<OutgoingMessage> fromReply(Reply reply, Optional<InlineKeyboardButton> more) {
        List<String> texts = new ArrayList<>(TextSplitter.splitText(reply.text(), MAX_TEXT_LENGTH));
        ReplyKeyboard first = null;
        ReplyKeyboard last = KeyboardFactory.createKeyboard(reply, more);
        if (reply.manner() == Reply.DisplayMode.ENDS_CONTACT) {
            first = new ReplyKeyboardRemove(true);
            if (last != null && texts.size() == 1) {
                // A message has one keyboard: taking one away and showing another needs two.
                texts = TextSplitter.splitFirstParagraph(texts.getFirst(), DONE_MARK);
            }
        }
        List<OutgoingMessage> parcels = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            ReplyKeyboard keyboard = i == texts.size() - 1 ? last : null;
            parcels.add(new OutgoingMessage(texts.get(i), i == 0 && first != null ? first : keyboard));
        }
        return parcels;
    }

    SendMessage toSendMessage(String address) {
        return SendMessage.builder()
                .chatId(address)
                .text(text)
                .linkPreviewOptions(NO_PREVIEW)
                .replyMarkup(keyboard)
                .build();
    }

    /// Edits allow only inline keyboards.
    EditMessageText toEditMessage(String address, int message) {
        return EditMessageText.builder()
                .chatId(address)
                .messageId(message)
                .text(text)
                .linkPreviewOptions(NO_PREVIEW)
                .replyMarkup(keyboard instanceof InlineKeyboardMarkup inline ? inline : null)
                .build();
    }
}
