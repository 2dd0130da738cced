package pk.rahnuma.telegram;

import com.fasterxml.jackson.annotation.JsonValue;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;
import org.telegram.telegrambots.meta.exceptions.TelegramApiValidationException;

/// One of the library's methods whose answer is handed on as it came. The library's own reading fails as a whole on
/// one part that it does not know, which would make a message that was sent look unsent.
final class BotCall extends BotApiMethod<String> {

    private final BotApiMethod<?> method;

    BotCall(BotApiMethod<?> method) {
        this.method = method;
    }

    @JsonValue
    BotApiMethod<?> method() {
        return method;
    }

    @Override
    public String getMethod() {
        return method.getMethod();
    }

    @Override
    public void validate() throws TelegramApiValidationException {
        method.validate();
    }

    @Override
    public String deserializeResponse(String answer) {
        return answer;
    }
}
