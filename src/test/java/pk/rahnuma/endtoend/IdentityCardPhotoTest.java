package pk.rahnuma.endtoend;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Photos of documents by Telegram: illegible ones are rejected at once.
class IdentityCardPhotoTest {

    private final ExpectedTexts said = ExpectedTexts.inLanguage("en");

    @ParameterizedTest
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#databases")
    void aPictureThatIsSmallBlankOrThatOfAnotherQuestionIsRefusedWithWhatToDo(ServerVariant variant) {
        try (TestServer server = variant.builder().shareServer()) {
            FakeTelegramUser amna = server.bot().newPerson("en");
            TelegramRegistrationTest.greet(amna, said);
            amna.says(said.registerWord());
            TelegramRegistrationTest.agree(amna, said);
            for (Map.Entry<String, String> step : said.formAnswers(true).entrySet()) {
                String question = step.getKey();
                amna.awaits(said.text(question + ".ask"));
                if (question.endsWith(".id_front")) {
                    refused(amna, SampleFiles.jpeg(), "picture_small");
                    refused(amna, SampleFiles.blankPhoto(), "picture_blank");
                    amna.sendsPhoto(SampleFiles.cardPhoto(1), null);
                } else if (question.endsWith(".id_back")) {
                    refused(amna, SampleFiles.cardPhoto(1), "same_picture");
                    amna.sendsPhoto(SampleFiles.cardPhoto(2), null);
                } else if (question.endsWith(".proof_file")) {
                    refused(amna, SampleFiles.jpeg(), "picture_small");
                    refused(amna, SampleFiles.blankPhoto(), "picture_blank");
                    refused(amna, SampleFiles.cardPhoto(1), "same_picture");
                    refused(amna, SampleFiles.cardPhoto(2), "same_picture");
                    amna.sendsPhoto(SampleFiles.cardPhoto(3), null);
                    amna.awaits(said.text("register-individual.route.ask"));
                    break;
                } else if (step.getValue().startsWith("@")) {
                    amna.taps(said.text(step.getValue().substring(1)));
                } else {
                    amna.says(step.getValue());
                }
            }
        }
    }

    private void refused(FakeTelegramUser person, byte[] photo, String problem) {
        person.sendsPhoto(photo, null);
        person.awaits(said.text("errors.file." + problem));
    }
}
