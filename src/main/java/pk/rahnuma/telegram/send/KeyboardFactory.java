package pk.rahnuma.telegram.send;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.KeyboardRow;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;

/// Creates keyboards: buttons below a message, or, where the phone number is requested, in place of the person's
/// keyboard, the only place where Telegram offers to share it.
final class KeyboardFactory {

    /// Data of the button that shares the person's own number.
    static final String CONTACT_DATA = "!contact";

    private KeyboardFactory() {}

    /// Null when there are no buttons.
    ///
    /// @param more a button of the adapter, below the others; maybe none
    static ReplyKeyboard createKeyboard(Reply reply, Optional<InlineKeyboardButton> more) {
        if (reply.buttons().isEmpty()) {
            return null;
        }
        boolean shares = reply.manner() == Reply.DisplayMode.ASKS_CONTACT
                && reply.buttons().stream().flatMap(List::stream).anyMatch(KeyboardFactory::isContact);
        return shares ? createReplyKeyboard(reply.buttons()) : createInlineKeyboard(reply.buttons(), more);
    }

    private static InlineKeyboardMarkup createInlineKeyboard(
            List<List<ReplyButton>> rows, Optional<InlineKeyboardButton> more) {
        List<InlineKeyboardRow> keyboard = new ArrayList<>(rows.stream()
                .map(row -> new InlineKeyboardRow(row.stream()
                        .map(button -> (InlineKeyboardButton) InlineKeyboardButton.builder()
                                .text(button.label())
                                .callbackData(button.data())
                                .build())
                        .toList()))
                .toList());
        more.ifPresent(button -> keyboard.add(new InlineKeyboardRow(button)));
        return new InlineKeyboardMarkup(keyboard);
    }

    /// Buttons of such a keyboard carry no data: a tap sends the label as text, which the dialog understands as words.
    private static ReplyKeyboardMarkup createReplyKeyboard(List<List<ReplyButton>> rows) {
        List<KeyboardRow> keyboard = rows.stream()
                .map(row -> new KeyboardRow(
                        row.stream().map(KeyboardFactory::toKeyboardButton).toList()))
                .toList();
        return ReplyKeyboardMarkup.builder()
                .keyboard(keyboard)
                .resizeKeyboard(true)
                .oneTimeKeyboard(true)
                .build();
    }

    private static KeyboardButton toKeyboardButton(ReplyButton button) {
        KeyboardButton.KeyboardButtonBuilder<?, ?> key =
                KeyboardButton.builder().text(button.label());
        return isContact(button) ? key.requestContact(true).build() : key.build();
    }

    private static boolean isContact(ReplyButton button) {
        return button.data().equals(CONTACT_DATA);
    }
}
