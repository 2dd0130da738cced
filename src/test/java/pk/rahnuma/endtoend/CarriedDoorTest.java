package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import pk.rahnuma.House;
import pk.rahnuma.telegram.BotApi;

/// The bot whose replies travel in the answers to its webhook keeps the contract of doors as well.
class CarriedDoorTest extends DoorContract {

    private final BotApi api = BotApi.start();
    private long chats = 9700;

    @Override
    House open() {
        return RegistersByTelegramTest.start(carrying(House.onH2()), api);
    }

    static House.Plan carrying(House.Plan plan) {
        return WebhookDoorTest.byWebhook(plan).property("rahnuma.telegram.reply-in-webhook", true);
    }

    @Override
    Guest stranger(House house) {
        return new TelegramGuest(api, api.person(++chats, "en"));
    }

    @Override
    boolean tellsAgain() {
        return true;
    }

    @AfterAll
    void close() {
        assertThat(api.complaints()).isEmpty();
        assertThat(api.calls("sendMessage")).extracting(BotApi.Call::carried).contains(true, false);
        api.close();
    }
}
