package pk.rahnuma.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.api.ApiClient;
import pk.rahnuma.document.SampleFiles;

/// Forms as pages over HTTP, without a script.
class ApplyPageControllerTest {

    private static final Pattern REFERENCE = Pattern.compile("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}");
    private static final Pattern THUMBNAIL = Pattern.compile("/api/v1/conversation/files/[0-9]+/thumbnail");

    private static final TestServer server = TestServer.onH2().shareServer();

    private static FormVisitor visitor(String language) {
        return new FormVisitor(server, language);
    }

    private static JsonNode api(FormVisitor visitor, String path) {
        ApiClient app = ApiClient.asApp(server.address(), visitor.token());
        return app.send(app.requestTo(path).GET(), true).body();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void aWholeApplicationIsSentByPagesAlone(String language) {
        FormVisitor visitor = visitor(language).fillToCheck();
        assertThat(visitor.place()).isEqualTo("check");
        visitor.sendApplication();
        Matcher reference = REFERENCE.matcher(visitor.body());
        assertThat(reference.find()).isTrue();
        assertThat(visitor.path()).isEqualTo("/" + language + "/status/" + reference.group() + "/receipt");
        String receipt = visitor.body();
        assertThat(receipt)
                .contains("<bdi class=\"number\">" + reference.group())
                .doesNotContain("brought");
        assertThat(visitor.open(visitor.path()).body())
                .as("loading it again shows the same")
                .isEqualTo(receipt);
        assertThat(visitor(language).open(visitor.path()).path())
                .as("for a stranger")
                .isEqualTo("/" + language + "/status");
        assertThat(visitor.open("/" + language + "/status/" + reference.group()).body())
                .contains("39.34.1.1");
        JsonNode documents = api(visitor, "api/v1/applications/" + reference.group() + "/documents");
        assertThat(documents.path("documents").size()).isEqualTo(3);
    }

    @Test
    void anApplicationThatIsSentTwiceIsOne() {
        FormVisitor visitor = visitor("en").fillToCheck();
        visitor.sendApplication();
        assertThat(visitor.sendApplication().path()).isEqualTo("/en/status");
        assertThat(api(visitor, "api/v1/applications").path("applications").size())
                .isOne();
    }

    @Test
    void aRepeatOfTheSameRequestLeadsToTheStatus() {
        FormVisitor visitor = visitor("en").fillToCheck();
        String path = "/en/apply/register-individual/check";
        assertThat(visitor.post(path, Map.of(), "Idempotency-Key", "send-twice-0001")
                        .path())
                .endsWith("/receipt");
        assertThat(visitor.post(path, Map.of(), "Idempotency-Key", "send-twice-0001")
                        .path())
                .startsWith("/en/status");
    }

    @Test
    void theConsentThatWasGivenIsNotChangedInTheForm() {
        FormVisitor visitor = visitor("en").fillToCheck();
        assertThat(visitor.body()).contains("/city\"").doesNotContain("/consent\"");
        assertThat(visitor.openQuestion("consent").place()).isEqualTo("check");
    }

    @Test
    void anAnswerThatEndsTheFormIsAskedBackBeforeTheOthersAreLost() {
        FormVisitor visitor = visitor("en").fillToCheck();
        visitor.openQuestion("work_type").answer("abroad");
        assertThat(visitor.body()).contains("This answer ends the form", "name=\"sure\"");
        assertThat(visitor.openQuestion("check").body()).contains("Ayesha Khan");
        visitor.openQuestion("work_type").post(visitor.path(), Map.of("answer", "abroad", "sure", "1"));
        assertThat(visitor.body()).contains("Result").doesNotContain("brought");
        assertThat(visitor.open("/en/apply").body()).doesNotContain("You have begun this form.");
    }

    @Test
    void anAnswerOfAnEarlierApplicationIsOfferedInTheInput() {
        FormVisitor visitor = visitor("en").fillToCheck();
        visitor.sendApplication();
        visitor.begin();
        if (visitor.place().equals("consent")) {
            visitor.answer("yes");
        }
        visitor.answer("freelancer");
        assertThat(visitor.place()).isEqualTo("full_name");
        assertThat(visitor.body()).contains("value=\"Ayesha Khan\"");
    }

    @Test
    void aFileThatWasSentStaysWhenItsPageIsOpenedAgain() {
        FormVisitor visitor = visitor("en").fillToPapers();
        visitor.answerWithFile("front.jpg", SampleFiles.cardPhoto(1)).openQuestion("id_front");
        assertThat(visitor.body()).contains("Keep this file and go on").doesNotContain(" required");
        assertThat(visitor.open("/en/apply/register-individual").place()).isEqualTo("id_back");
    }

    @Test
    void aFileIsNotStoredForAQuestionThatTakesNone() {
        FormVisitor visitor = visitor("en").begin().answerAll(List.of("yes", "freelancer"));
        long before = server.sql().queryOne(Long.class, "select count(*) from document");
        visitor.answerWithFile("front.jpg", SampleFiles.cardPhoto(1));
        assertThat(visitor.place()).isEqualTo("full_name");
        assertThat(server.sql().queryOne(Long.class, "select count(*) from document"))
                .isEqualTo(before);
    }

    @Test
    void theQuestionIsTheHeading() {
        FormVisitor visitor = visitor("en").fillToPapers().openQuestion("city");
        assertThat(visitor.body()).contains("<h1 id=\"title\">Which city?</h1>", "Choose it, or type its name.");
    }

    @Test
    void aPersonSignsOutOfThePages() {
        FormVisitor visitor = visitor("en").fillToPapers().open("/en/sign-out");
        assertThat(visitor.body()).contains("This browser forgets the chat");
        assertThat(visitor.post("/en/sign-out", Map.of(), "Sec-Fetch-Site", "cross-site")
                        .page()
                        .statusCode())
                .isEqualTo(403);
        assertThat(visitor.post("/en/sign-out", Map.of()).path()).isEqualTo("/en/");
        assertThat(visitor.openQuestion("full_name").path()).isEqualTo("/en/apply");
    }

    @Test
    void beforeTheFormItSaysWhatItTakesAndWhatFollows() {
        FormVisitor visitor = visitor("en").open("/en/apply/register-individual");
        assertThat(visitor.body())
                .contains("About 15 questions", "Have ready", "your subscriber ID", "What happens then", "PTA decides")
                .contains("action=\"/en/apply/register-individual\"");
        int consent = 1;
        assertThat(visitor.begin().fillAll() - consent).isEqualTo(15);
        assertThat(visitor.place()).isEqualTo("check");
    }

    @Test
    void aPersonWithoutACardSaysSoByAButton() {
        FormVisitor visitor = visitor("en").begin().answerAll(List.of("yes", "freelancer", "Ayesha Khan"));
        assertThat(visitor.body()).contains("value=\"passport\"");
        assertThat(visitor.answer("passport").body()).contains("With a passport only");
    }

    @Test
    void aPdfIsShownByItsNameAndADateInTheInput() {
        FormVisitor visitor = visitor("en").fillToCheck();
        visitor.openQuestion("proof_file").answerWithFile("contract.pdf", SampleFiles.pdf());
        assertThat(visitor.place()).isEqualTo("check");
        visitor.openQuestion("check");
        assertThat(visitor.body()).contains("contract.pdf");
        assertThat(THUMBNAIL.matcher(visitor.body()).results().count()).isEqualTo(2);
        visitor.openQuestion("engagement_from").answer("2024-01-15");
        assertThat(visitor.openQuestion("engagement_from").body()).contains("value=\"2024-01-15\"");
    }

    @Test
    void aLongListOfFixedOptionsIsShownAndADoubtfulAnswerIsKeptWhenItIsSentAgain() {
        FormVisitor visitor = new FormVisitor(server, "en", "register-company").begin();
        visitor.answerAll(List.of("yes", "vpn_registration"));
        assertThat(visitor.body()).contains("<select", "<option value=\"ngo\"").doesNotContain("<datalist");
        visitor.answer("private_ltd");
        visitor.answer("1234567-8");
        assertThat(visitor.page().statusCode()).isEqualTo(422);
        assertThat(visitor.body()).contains("press Continue once more");
        assertThat(visitor.answer("1234567-8").place()).isNotEqualTo("ntn");
    }

    @Test
    void aDoubtfulChangeKeepsTheAnswerBeforeUntilItIsSentAgain() {
        FormVisitor visitor = visitor("en").fillToCheck().openQuestion("email").answer("ayesha@gmial.com");
        assertThat(visitor.page().statusCode()).isEqualTo(422);
        assertThat(visitor.body()).contains("Back to all answers");
        assertThat(visitor.openQuestion("check").body())
                .contains("a@example.pk")
                .doesNotContain("gmial");
        assertThat(visitor.openQuestion("email").body()).contains("value=\"a@example.pk\"");
        assertThat(visitor.answer("ayesha@gmial.com").place()).isEqualTo("check");
        assertThat(visitor.body()).contains("ayesha@gmial.com").doesNotContain("a@example.pk");
    }

    @Test
    void aDoubtedAddressAndItsCorrectionAreButtons() {
        FormVisitor visitor = visitor("en").fillToCheck().openQuestion("email").answer("ayesha@gmial.com");
        assertThat(visitor.body())
                .containsSubsequence(
                        "Did you mean ayesha@gmail.com?",
                        "<button class=\"second\" name=\"answer\" value=\"ayesha@gmail.com\">",
                        "<button class=\"second\" name=\"answer\" value=\"ayesha@gmial.com\">")
                .doesNotContain("once more");
        assertThat(visitor.answer("ayesha@gmial.com").place()).isEqualTo("check");
        assertThat(visitor.body()).contains("ayesha@gmial.com").doesNotContain("ayesha@gmail.com");
        visitor.openQuestion("email").answer("bilal@gmial.com");
        assertThat(visitor.answer("bilal@gmail.com").place()).isEqualTo("check");
        assertThat(visitor.body()).contains("bilal@gmail.com").doesNotContain("gmial");
    }

    @Test
    void anotherAnswerAfterADoubtfulChangeIsTaken() {
        FormVisitor visitor = visitor("en").fillToCheck().openQuestion("email").answer("ayesha@gmial.com");
        visitor.openQuestion("city").answer("karachi");
        assertThat(visitor.place()).isEqualTo("check");
        assertThat(visitor.body()).contains("Karachi", "a@example.pk");
        assertThat(visitor.sendApplication().path()).endsWith("/receipt");
    }

    @Test
    void anAnswerToAQuestionThatTheFormDoesNotHaveNowIsSaidNotToBeTaken() {
        FormVisitor visitor = visitor("en").fillToPapers();
        visitor.openQuestion("id_front").post("/en/apply/register-individual/isp", Map.of("answer", "ptcl"));
        assertThat(visitor.page().statusCode()).isEqualTo(409);
        assertThat(visitor.body()).contains("Your answer was not taken", "href=\"/en/apply/register-individual\"");
        assertThat(visitor.open("/en/apply/register-individual").place()).isEqualTo("id_front");
    }

    @Test
    void thePersonChecksTheAnswersInFullAndChangesOne() {
        FormVisitor visitor = visitor("en").fillToCheck();
        assertThat(visitor.body()).contains("35202-1234567-2", "a@example.pk", "Lahore", "Send application");
        Matcher thumbnail = THUMBNAIL.matcher(visitor.body());
        assertThat(thumbnail.results().count()).isEqualTo(3);
        assertThat(visitor.openQuestion("city").body()).contains("Back to all answers", "value=\"Lahore\"");
        visitor.answer("karachi");
        assertThat(visitor.place()).isEqualTo("check");
        assertThat(visitor.body()).contains("Karachi", "Sindh").doesNotContain("Punjab");
        assertThat(visitor.openQuestion("purpose").body()).contains("value=\"client_systems\" checked");
    }

    @Test
    void aRejectedAnswerIsShownAgainWithTheReason() {
        FormVisitor visitor = visitor("en").begin().answerAll(List.of("yes", "freelancer", "Ayesha Khan"));
        visitor.answer("123");
        assertThat(visitor.page().statusCode()).isEqualTo(422);
        assertThat(visitor.body())
                .contains("A CNIC or NICOP has 13 digits; this has 3", "value=\"123\"", "aria-invalid=\"true\"");
        visitor.answer("");
        assertThat(visitor.body()).contains("Please answer this question");
        visitor.answer("<b>\"35202\"</b>");
        assertThat(visitor.body()).contains("&lt;b>&#34;35202&#34;").doesNotContain("<b>");
        assertThat(visitor.answer("35202-1234567-2").place()).isEqualTo("mobile");
    }

    @Test
    void aFileThatIsNotTakenSaysWhyAndTheQuestionStays() {
        FormVisitor visitor = visitor("en").fillToPapers();
        assertThat(visitor.answerWithFile("x.txt", "hello".getBytes()).body())
                .contains("I cannot take this kind of file");
        assertThat(visitor.answerWithFile("", new byte[0]).body()).contains("That file is empty");
        assertThat(visitor.answerWithFile("big.jpg", new byte[5_300_000]).body())
                .contains("That file is too big");
        assertThat(visitor.answerWithFile("front.jpg", SampleFiles.cardPhoto(1)).place())
                .isEqualTo("id_back");
        assertThat(visitor.answerWithFile("again.jpg", SampleFiles.cardPhoto(1)).body())
                .contains("already the answer to another question");
    }

    @Test
    void anotherValueThanThoseOfTheListIsTaken() {
        FormVisitor visitor = visitor("en").begin();
        visitor.answerAll(
                List.of("yes", "freelancer", "Ayesha Khan", "35202-1234567-2", "03004412345", "a@example.pk"));
        visitor.answer("Swat");
        assertThat(visitor.place()).isEqualTo("province");
    }

    @Test
    void aFormBegunHereGoesOnInTheChatAndBack() {
        FormVisitor visitor = visitor("en").begin().answerAll(List.of("yes", "freelancer"));
        ApiClient chat = ApiClient.asApp(server.address(), visitor.token());
        chat.sendText("Ayesha Khan");
        assertThat(chat.sendText("35202-1234567-2").lastMessage().path("text").asText())
                .contains("mobile number");
        assertThat(visitor.open("/en/apply").body()).contains("You have begun this form.");
        assertThat(visitor.begin().place()).isEqualTo("mobile");
    }

    @Test
    void aPersonWhoDoesNotAgreeReadsTheConsequences() {
        FormVisitor visitor = visitor("en").begin().answer("no");
        assertThat(visitor.page().statusCode()).isEqualTo(200);
        assertThat(visitor.body()).contains("Go on in the chat").doesNotContain("action=\"/en/apply");
    }

    @Test
    void aStrangerAndAPageOfAnotherSiteChangeNothing() {
        FormVisitor visitor = visitor("en").begin();
        visitor.answer("yes", "Sec-Fetch-Site", "cross-site");
        assertThat(visitor.page().statusCode()).isEqualTo(403);
        assertThat(visitor.begin().place()).isEqualTo("consent");
        FormVisitor stranger = visitor("en").openQuestion("full_name");
        assertThat(stranger.path()).isEqualTo("/en/apply");
        stranger.openQuestion("check");
        assertThat(stranger.path()).isEqualTo("/en/apply");
        stranger.sendApplication();
        assertThat(stranger.page().statusCode()).isEqualTo(401);
        assertThat(stranger.body()).contains("Your form was not found");
    }

    @Test
    void aQuestionThatIsNotAskedLeadsToTheCurrentOne() {
        FormVisitor visitor = visitor("en").begin().answer("yes");
        assertThat(visitor.openQuestion("declaration").place()).isEqualTo("work_type");
        assertThat(visitor.openQuestion("check").place()).isEqualTo("work_type");
        assertThat(visitor.open("/en/apply/no-such-form").path()).isEqualTo("/en/apply");
    }
}
