package pk.rahnuma.dialog.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.field.FileReference;
import pk.rahnuma.dialog.model.ConversationInput;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.Session;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.transcript.ConversationSimulator;
import pk.rahnuma.script.ActionTypeRegistry;

/// Several answers in one message, at the packaged form of a freelancer.
class FurtherAnswersTest {

    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    private static final ScriptLibrary LIBRARY =
            ScriptLibrary.loadChecked(ScriptSources.readFiles(Path.of("bot-scripts")), ActionTypeRegistry.loadAll());

    private final ConversationSimulator simulator =
            ScriptedConversation.simulatorOf(new DialogEngine(LIBRARY), ActionTypeRegistry.loadAll(), NOW);
    private int message;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sara Khan, 35202-1234567-1, freelancer from Lahore, StormFiber static ip 39.40.1.2",
                "freelancer, static ip 39.40.1.2 of storm fiber, 35202-1234567-1, Sara Khan, Lahore"
            })
    void allOfThemAreTakenAndShown(String text) {
        beginForm();
        String reply = say(text);
        assertThat(answers())
                .containsEntry("work_type", "freelancer")
                .containsEntry("full_name", "Sara Khan")
                .containsEntry("id_number", "3520212345671")
                .containsEntry("city", "lahore")
                .containsEntry("isp", "stormfiber")
                .containsEntry("ips", List.of("39.40.1.2"));
        assertThat(reply)
                .contains("✓ Work: Freelancer")
                .contains("✓ Name: Sara Khan")
                .contains("✓ Card number: 35202-•••••••-1")
                .contains("✓ City: Lahore")
                .endsWith("Your mobile number in Pakistan? Example: 0300 1234567");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my name is Sara Khan and my cnic is 35202-1234567-1",
                "my cnic is 35202-1234567-1 and my name is Sara Khan",
                "mera naam Sara Khan hai or cnic 35202-1234567-1",
                "Sara Khan 35202-1234567-1",
                "Sara Khan cnic number 35202-1234567-1",
                "It's written as Sara Khan on my card, 35202-1234567-1"
            })
    void aNameIsTakenBesideTheCardNumber(String text) {
        beginForm();
        say("freelancer");
        say(text);
        assertThat(answers()).containsEntry("full_name", "Sara Khan").containsEntry("id_number", "3520212345671");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "please call me 0300 1234567",
                "my email is sara@example.com",
                "mera number 0300 1234567 hai",
                "my card is lost and I am in Lahore",
                "fees kitni hai",
                "yeh kaam kab tak hoga"
            })
    void otherWordsBeforeANumberAreNoName(String text) {
        beginForm();
        say("freelancer");
        say(text);
        assertThat(answers()).doesNotContainKey("full_name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"I don't know the name, it has a blue icon", "naam nahi pata, neela sa icon hai"})
    void aNameThatIsNotKnownReplacesNone(String text) {
        beginForm();
        say("freelancer, Sara Khan, 35202-1234567-1, 0300 1234567, sara@example.com, Lahore");
        say(text);
        assertThat(answers()).containsEntry("full_name", "Sara Khan");
    }

    @Test
    void anAnswerGivenAgainReplacesTheFirst() {
        beginForm();
        say("freelancer");
        say("Sara Khan 35202-1234567-1");
        say("0300 1234567");
        String reply = say("my number is 0321 1234567");
        assertThat(answers()).containsEntry("mobile", "+923211234567").doesNotContainKey("email");
        assertThat(reply).startsWith("✓ Mobile: +92 321 •••••67").endsWith("Your e-mail address?");
    }

    @Test
    void anAnswerSentTwiceIsNotThatToAQuestionForAnyWords() {
        beginForm();
        say("freelancer");
        say("freelancer");
        assertThat(answers()).doesNotContainKey("full_name");
        say("Sara Khan 35202-1234567-1");
        say("0300 1234567");
        say("sara@example.com");
        say("sara@example.com");
        assertThat(answers()).doesNotContainKey("city");
    }

    @Test
    void aValueOfALaterQuestionIsKeptThoughItDoesNotAnswerThisOne() {
        beginForm();
        say("freelancer");
        String reply = say("my mobile is 0300 1234567");
        assertThat(answers()).containsEntry("mobile", "+923001234567").doesNotContainKey("full_name");
        assertThat(reply).startsWith("✓ Mobile: +92 300 •••••67").endsWith("as on your identity card?");
    }

    @Test
    void aSensitiveValueThatIsTakenIsShownMasked() {
        beginForm();
        say("freelancer");
        Reply reply = simulator
                .applyInput(new ConversationInput.Text("my mobile is 0300 1234567", "m" + ++message, false))
                .getLast();
        assertThat(reply.text())
                .startsWith("✓ Mobile: +92 300 •••••67")
                .endsWith("as on your identity card?")
                .doesNotContain("1234567");
    }

    @Test
    void aQuestionThatNamesACityIsNoAnswer() {
        beginForm();
        say("is there an office in Lahore?");
        assertThat(answers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Web developer, freelancer", "mobile app developer, freelancer"})
    void aTextThatOnlyResemblesAnAnswerIsNotTaken(String text) {
        beginForm();
        say(text);
        assertThat(answers()).containsOnlyKeys("work_type");
    }

    @Test
    void aPersonWhoDoesNotKnowTheirNameHasNoOther() {
        beginForm();
        say("freelancer");
        say("Wait, getting my card");
        assertThat(answers()).containsOnlyKeys("work_type");
    }

    @Test
    void nothingIsTakenTwice() {
        beginForm();
        say("freelancer");
        say("Lahore Khan");
        assertThat(answers()).containsEntry("full_name", "Lahore Khan");
    }

    @Test
    void allThatASentenceSaysOfALineIsTaken() {
        beginForm();
        say("freelancer");
        say("PTCL static ip 39.40.20.5, subscriber id 061-778899. I use OpenVPN");
        assertThat(answers())
                .containsEntry("isp", "ptcl")
                .containsEntry("ips", List.of("39.40.20.5"))
                .containsEntry("subscriber_id", "061-778899")
                .containsEntry("vpn_software", "OpenVPN")
                .doesNotContainKeys("full_name", "vpn_protocol");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openvpn on a static ip of ptcl, 39.40.20.5, subscriber id 061-778899",
                "OpenVPN, PTCL ka static ip 39.40.20.5 hai customer id 061-778899"
            })
    void optionsOfTwoQuestionsInOnePartAreBothTaken(String text) {
        beginForm();
        say("Sara Khan, 35202-1234567-1, freelancer from Lahore, 0300 1234567, sara@example.com");
        say(text);
        assertThat(answers())
                .containsEntry("vpn_software", "OpenVPN")
                .containsEntry("route", "static_ip")
                .containsEntry("isp", "ptcl")
                .containsEntry("ips", List.of("39.40.20.5"))
                .containsEntry("subscriber_id", "061-778899");
    }

    @Test
    void factsLineByLineAreTakenAtTheQuestionForAName() {
        beginForm();
        say("freelancer");
        String reply = say(
                "name: Zara Ahmed\ncnic: 35202-1234567-1\nmobile: 0300 1234567\nemail: zara@example.com\ncity: Multan");
        assertThat(answers())
                .containsEntry("full_name", "Zara Ahmed")
                .containsEntry("id_number", "3520212345671")
                .containsEntry("mobile", "+923001234567")
                .containsEntry("email", "zara@example.com")
                .containsEntry("city", "multan");
        assertThat(reply).endsWith("Which VPN software or service do you use?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from 1.7.2024 till 30.6.2027",
                "1 jul 2024 se le kar 30 june 2027 tak",
                "1 جولائی 2024 سے 30 جون 2027 تک"
            })
    void twoDatesAreThoseOfThisQuestionAndTheNext(String text) {
        reachSummary();
        say("change working since");
        say(text);
        assertThat(answers())
                .containsEntry("engagement_from", "2024-07-01")
                .containsEntry("engagement_to", "2027-06-30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "freelancer for a company in Norway",
                "freelancer, a norwegian client",
                "freelancer hun norway ki company ka"
            })
    void aCountryBesideTheWordForAnEmployerIsTheirs(String text) {
        beginForm();
        say(text);
        assertThat(answers()).containsEntry("client_country", "NO").doesNotContainKey("server_country");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "freelancer hu mera naam Sara Khan hai multan se",
                "freelancer from multan, name Sara Khan",
                "name is Sara Khan, freelancer in multan"
            })
    void aNameBehindItsLabelIsTakenAnywhere(String text) {
        beginForm();
        say(text);
        assertThat(answers()).containsEntry("work_type", "freelancer").containsEntry("full_name", "Sara Khan");
    }

    @Test
    void theNameOfAClientIsNoPerson() {
        beginForm();
        say("client ka naam Orbit Retail hai, freelancer hun");
        assertThat(answers()).doesNotContainKey("full_name");
    }

    @Test
    void aFurtherAddressAtTheSummaryLeavesTheOthers() {
        reachSummary();
        assertThat(say("add one more ip 39.40.20.6")).contains("39.40.20.5, 39.40.20.6");
        assertThat(answers()).containsEntry("ips", List.of("39.40.20.5", "39.40.20.6"));
        say("the ip should be 39.40.20.7");
        assertThat(answers()).containsEntry("ips", List.of("39.40.20.7"));
    }

    @Test
    void aYesAtTheListOfAnswersLeadsBackToTheSummaryAndSendsNothing() {
        reachSummary();
        assertThat(say("change")).contains("Which answer do you want to change?");
        assertThat(say("everything is correct now, submit it")).contains("By sending you declare");
        assertThat(simulator.lastCalls()).isEmpty();
    }

    @Test
    void aPersonWhoChecksSomethingStaysInTheForm() {
        beginForm();
        say("freelancer in Lahore");
        assertThat(answers()).containsEntry("work_type", "freelancer").containsEntry("city", "lahore");
        assertThat(say("let me check")).endsWith("Your full name, as on your identity card?");
    }

    @Test
    void theNextQuestionTakesAValueThatAnEarlierOneHasToo() {
        reachLine();
        say("mobile data, 0321 7654321");
        assertThat(answers())
                .containsEntry("mobile", "+923001234567")
                .containsEntry("vpn_mobile_number", "+923217654321");
    }

    @ParameterizedTest
    @CsvSource({
        "'0321 7654321, jazz, registered on my own cnic', true",
        "0321 7654321 apne hi cnic pe hai, true",
        "0321 7654321 registered on my wife's cnic, false"
    })
    void theOwnerOfANumberIsTakenBesideIt(String text, boolean own) {
        reachLine();
        say("mobile data");
        say(text);
        assertThat(answers()).containsEntry("sim_in_own_cnic", own);
    }

    @Test
    void factsOfTheApplicantAndTheOrganisationAreTakenInOneMessageEach() {
        beginCompanyForm("company");
        say("we are Alif Software (Pvt) Ltd, a private limited company in Lahore, NTN 4174941-3");
        String reply = say("i'm Hamza Malik, the CTO, email h@alif.example, 0300 1234567, cnic 35202-1234567-1");
        assertThat(answers())
                .containsEntry("legal_name", "Alif Software (Pvt) Ltd")
                .containsEntry("org_type", "private_ltd")
                .containsEntry("city", "lahore")
                .containsEntry("ntn", "41749413")
                .containsEntry("applicant_name", "Hamza Malik")
                .containsEntry("applicant_designation", "CTO")
                .containsEntry("applicant_email", "h@alif.example")
                .containsEntry("applicant_mobile", "+923001234567")
                .containsEntry("applicant_cnic", "3520212345671")
                .doesNotContainKeys("landline", "strn");
        assertThat(reply)
                .contains("✓ Applicant: Hamza Malik", "✓ Position: CTO", "✓ Applicant’s mobile: +92 300 •••••67");
    }

    @Test
    void theMessageThatStartsTheFormIsAnswersToo() {
        String reply = beginCompanyForm(
                "we want to register our vpn, we are Alif Software (Pvt) Ltd, NTN 4174941-3, mobile 0300 1234567");
        assertThat(answers())
                .containsEntry("legal_name", "Alif Software (Pvt) Ltd")
                .containsEntry("ntn", "41749413")
                .containsEntry("applicant_mobile", "+923001234567");
        assertThat(reply).contains("✓ NTN: ", "✓ Legal name: Alif Software (Pvt) Ltd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "our website www.alif.example, landline 042 35761999",
                "landline 042 35761999, website www.alif.example"
            })
    void laterAnswersAreTakenByTheirLabels(String text) {
        beginCompanyForm("company");
        say(text);
        assertThat(answers()).containsEntry("landline", "+924235761999").containsEntry("website", "www.alif.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "we are 40 people, in the office since 2015",
                "my id is 35202-1234567-1, please",
                "call centre in Karachi, 12 agents"
            })
    void aNumberWithoutItsLabelAnswersNothing(String text) {
        beginCompanyForm("company");
        say(text);
        assertThat(answers())
                .doesNotContainKeys("user_count", "remote_staff_count", "secp_number", "strn", "ntn", "pseb_expiry");
    }

    @Test
    void aPartBesideOtherAnswersIsTheNameOfACity() {
        beginForm();
        say("Sara Khan, 35202-1234567-1, freelancer, 0300 1234567");
        say("sara@example.com");
        say("Tharparkar, PTCL static ip 39.40.20.5, NTN 4408127-3");
        assertThat(answers())
                .containsEntry("city", "Tharparkar")
                .containsEntry("isp", "ptcl")
                .containsEntry("ntn", "44081273");
    }

    private void reachLine() {
        beginForm();
        say("Sara Khan, 35202-1234567-1, freelancer from Lahore, 0300 1234567, sara@example.com");
        say("OpenVPN");
        fileAnswers();
    }

    private void reachSummary() {
        beginForm();
        say("Sara Khan, 35202-1234567-1, freelancer from Lahore, 0300 1234567, sara@example.com");
        say("OpenVPN, PTCL static ip 39.40.20.5, subscriber id 061-778899");
        fileAnswers();
        assertThat(say("client systems")).contains("Please check your application");
    }

    private String beginCompanyForm(String text) {
        simulator.setResult("people.me", Map.of("consented", true, "phone", ""));
        return say(text);
    }

    private void fileAnswers() {
        for (String id : List.of("front", "back", "proof")) {
            simulator.applyInput(new ConversationInput.File(
                    new FileReference(id, id + ".jpg", "image/jpeg", 100_000), null, "f" + id));
        }
    }

    private void beginForm() {
        simulator.setResult("people.me", Map.of("consented", true, "phone", ""));
        say("register");
    }

    private String say(String text) {
        List<Reply> replies = simulator.applyInput(new ConversationInput.Text(text, "m" + ++message, false));
        return replies.stream().map(Reply::text).collect(Collectors.joining("\n\n"));
    }

    private Map<String, Object> answers() {
        Session session = simulator.conversation().stack().getLast();
        return session.answers().entrySet().stream()
                .filter(entry -> entry.getValue().value() != null)
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().value()));
    }
}
