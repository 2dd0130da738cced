package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.House;
import pk.rahnuma.documents.Files;
import pk.rahnuma.telegram.BotApi;
import pk.rahnuma.telegram.BotApiPerson;

/// Photos of papers by Telegram: those that staff could not read are refused at once.
class SendsPapersTest {

    private final Said said = Said.in("en");

    static Stream<Supplier<House.Plan>> databases() {
        return Stream.of(House::onH2, House::onMariaDb);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void aPictureThatIsSmallBlankOrThatOfAnotherQuestionIsRefusedWithWhatToDo(Supplier<House.Plan> plan) {
        try (BotApi api = BotApi.start();
                House house = RegistersByTelegramTest.start(plan.get(), api)) {
            BotApiPerson amna = api.person(7001, "en");
            RegistersByTelegramTest.greet(amna, said);
            amna.says(said.register());
            for (Map.Entry<String, String> step : said.answers(true).entrySet()) {
                String question = step.getKey();
                amna.awaits(said.text(question + ".ask"));
                if (question.endsWith(".id_front")) {
                    refused(amna, Files.jpeg(), "picture_small");
                    refused(amna, Files.blank(), "picture_blank");
                    amna.sendsPhoto(Files.card(1), null);
                } else if (question.endsWith(".id_back")) {
                    refused(amna, Files.card(1), "same_picture");
                    amna.sendsPhoto(Files.card(2), null);
                } else if (question.endsWith(".proof_file")) {
                    refused(amna, Files.jpeg(), "picture_small");
                    refused(amna, Files.blank(), "picture_blank");
                    refused(amna, Files.card(1), "same_picture");
                    refused(amna, Files.card(2), "same_picture");
                    amna.sendsPhoto(Files.card(3), null);
                    amna.awaits(said.text("register-individual.client_name.ask"));
                    break;
                } else if (step.getValue().startsWith("@")) {
                    amna.taps(said.text(step.getValue().substring(1)));
                } else {
                    amna.says(step.getValue());
                }
            }
            assertThat(api.complaints()).isEmpty();
        }
    }

    private void refused(BotApiPerson person, byte[] photo, String problem) {
        person.sendsPhoto(photo, null);
        person.awaits(said.text("errors.file." + problem));
    }
}
