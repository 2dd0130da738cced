package pk.rahnuma.endtoend;

import java.util.List;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;

/// A [Guest] in a private chat with the bot.
record TelegramGuest(BotApi api, BotApiPerson person) implements Guest {

    private record Update(BotApi.Written written) implements Done {}

    @Override
    public Done says(String text) {
        return new Update(person.says(text));
    }

    @Override
    public Done taps(Line line, String label) {
        BotApi.Said said = (BotApi.Said) line.source();
        return new Update(person.tapsData(said, said.data(label)));
    }

    @Override
    public Done sends(byte[] picture) {
        return new Update(person.sendsPhoto(picture, null));
    }

    @Override
    public Done edits(Done earlier, String text) {
        return new Update(person.edits(((Update) earlier).written(), text));
    }

    @Override
    public void comesAgain(Done done) {
        api.redeliver(((Update) done).written());
    }

    @Override
    public Line awaits(String part) {
        BotApi.Said said = person.awaits(part);
        List<String> labels = said.buttons().stream()
                .flatMap(List::stream)
                .map(BotApi.Button::label)
                .toList();
        return new Line(said.text(), labels, said);
    }

    @Override
    public List<String> heard() {
        return person.heard().stream().map(BotApi.Said::text).toList();
    }
}
