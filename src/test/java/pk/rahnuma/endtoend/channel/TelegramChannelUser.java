package pk.rahnuma.endtoend.channel;

import java.util.List;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// [ChannelUser] in a private chat with the bot.
record TelegramChannelUser(FakeBotApi api, FakeTelegramUser person) implements ChannelUser {

    private record Update(FakeBotApi.Written written) implements SentInput {}

    @Override
    public SentInput sendsText(String text) {
        return new Update(person.says(text));
    }

    @Override
    public SentInput tapsButton(ShownMessage line, String label) {
        FakeBotApi.Said said = (FakeBotApi.Said) line.source();
        return new Update(person.tapsData(said, said.data(label)));
    }

    @Override
    public SentInput editsText(SentInput earlier, String text) {
        return new Update(person.edits(((Update) earlier).written(), text));
    }

    @Override
    public void resendsInput(SentInput done) {
        api.redeliver(((Update) done).written());
    }

    @Override
    public ShownMessage awaitsMessage(String part) {
        FakeBotApi.Said said = person.awaits(part);
        List<String> labels = said.buttons().stream()
                .flatMap(List::stream)
                .map(FakeBotApi.Button::label)
                .toList();
        return new ShownMessage(said.text(), labels, said);
    }

    @Override
    public List<String> receivedTexts() {
        return person.heard().stream().map(FakeBotApi.Said::text).toList();
    }
}
