package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import pk.rahnuma.House;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;

/// The bot keeps the contract of doors, and what only Telegram brings.
class TelegramDoorTest extends DoorContract {

    private final BotApi api = BotApi.start();
    private final AtomicLong chats = new AtomicLong(9000);

    @Override
    House open() {
        return RegistersByTelegramTest.start(House.onMariaDb(), api);
    }

    @Override
    Guest stranger(House house) {
        return new TelegramGuest(api, api.person(chats.incrementAndGet(), "en"));
    }

    @AfterAll
    void close() {
        assertThat(api.complaints()).isEmpty();
        api.close();
    }

    @Test
    void a_photo_where_text_is_expected_gets_a_friendly_word_and_the_question_again() {
        BotApiPerson ali = api.person(chats.incrementAndGet(), "en");
        RegistersByTelegramTest.greet(ali, Said.in("en"));
        ali.says("human");
        ali.awaits("What is it about?");
        ali.sendsPhoto("my bill");
        assertThat(ali.awaits("not as a file").text()).contains("What is it about?");
    }
}
