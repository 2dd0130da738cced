package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static pk.rahnuma.endtoend.TelegramRegistrationTest.agree;
import static pk.rahnuma.endtoend.TelegramRegistrationTest.greet;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.dialog.model.Action;
import pk.rahnuma.endtoend.privacy.DataErasureTest;
import pk.rahnuma.registration.ApplicationDecision;
import pk.rahnuma.registration.ApplicationTransition;
import pk.rahnuma.registration.DomainFixture;
import pk.rahnuma.registration.decision.DecisionProposalService;
import pk.rahnuma.registration.submission.SubmitOrganisationApplicationAction;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// From an invitation to a colleague who acts for the organisation, over HTTP.
public class OrganisationInvitationTest {

    private static final String MINE = "my-organisations.";

    @ParameterizedTest(name = "on {0} in {1}")
    @MethodSource("pk.rahnuma.endtoend.ServerVariant#withLanguages")
    void anOwnerInvitesAColleagueWhoThenSeesAndWithdrawsWhatTheOwnerSent(ServerVariant variant, String language) {
        ExpectedTexts said = ExpectedTexts.inLanguage(language);
        try (TestServer server = variant.builder().shareServer()) {
            FakeTelegramUser ayesha = server.bot().newPerson("en");
            greet(ayesha, said);
            Reference reference = applies(server, DataErasureTest.person(server, ayesha), "39.60.1.1");

            ayesha.says("/menu");
            ayesha.awaits(said.text("engine.menu"));
            ayesha.taps(said.text(MINE + "title"));
            ayesha.awaits(said.text(MINE + "way.ask"));
            ayesha.taps(said.text("values.invite"));
            ayesha.awaits(said.text(MINE + "invite_as.ask"));
            ayesha.taps(said.text(MINE + "invite_as.options.representative"));
            String link = "https://t.me/" + FakeBotApi.USERNAME + "?start=";
            String payload = ayesha.awaits(link)
                    .text()
                    .replaceFirst("(?s).*" + java.util.regex.Pattern.quote(link) + "([A-Za-z0-9_-]+).*", "$1");

            // New user: Telegram sends this when the link is opened.
            FakeTelegramUser bilal = server.bot().newPerson("en");
            bilal.says("/start " + payload);
            bilal.awaits("Alif Software");
            bilal.awaits(ExpectedTexts.inLanguage("en").text("consent.consent.ask"));
            bilal.says(said.text("engine.languages." + said.language()));
            agree(bilal, said);
            bilal.awaits(said.text("join.name.ask"));
            bilal.says("Bilal Ahmed");
            bilal.awaits("Alif Software");
            bilal.says("/menu");
            bilal.awaits(said.text("engine.menu"));
            bilal.taps(said.text("my-registrations.title"));
            bilal.awaits(said.text("my-registrations.none.say"));

            ayesha.awaits(told ->
                    told.data(said.text(MINE + "title")) != null && told.text().contains("Alif Software"));
            ayesha.taps(said.text(MINE + "title"));
            ayesha.awaits("Bilal Ahmed");
            ayesha.taps(said.text("values.decide"));
            ayesha.awaits(said.text(MINE + "asking.ask"));
            ayesha.says("1");
            ayesha.awaits(said.text(MINE + "verdict.ask"));
            ayesha.taps(said.text(MINE + "verdict.options.approve"));

            bilal.awaits(told ->
                    told.data(said.text(MINE + "title")) != null && told.text().contains("Alif Software"));
            Instant now = server.getBean(Clock.class).instant();
            server.getBean(DecisionProposalService.class)
                    .decide(reference, new ApplicationDecision(ApplicationTransition.SCREEN), "sana", now);
            assertThat(ayesha.awaits(reference.toGroupedText()).text()).contains("Alif Software");
            assertThat(bilal.awaits(reference.toGroupedText()).text()).contains("Alif Software");
            bilal.taps(said.text("my-registrations.title"));
            assertThat(bilal.awaits(said.text("my-registrations.way.ask")).text())
                    .contains(reference.toGroupedText(), "Alif Software", "39.60.1.1");
            bilal.taps(said.text("values.withdraw"));
            bilal.awaits(reference.toGroupedText());
            bilal.taps(said.text("options.yes_no.yes"));
            bilal.awaits(reference.toGroupedText());
            assertThat(status(server, reference)).isEqualTo("WITHDRAWN");

            FakeTelegramUser late = server.bot().newPerson("en");
            greet(late, said);
            late.says("/start " + payload);
            late.awaits(said.text("join.unknown.say"));
        }
    }

    /// The form for companies is tested elsewhere.
    public static Reference applies(TestServer server, long person, String address) {
        Map<String, Object> answers = DomainFixture.company("Alif Software", "", address);
        Action.Request<SubmitOrganisationApplicationAction.In> request = new Action.Request<>(
                person,
                "x" + address.hashCode(),
                "register-company",
                "flow",
                false,
                "en",
                server.getBean(Clock.class).instant(),
                new SubmitOrganisationApplicationAction.In("new", answers));
        SubmitOrganisationApplicationAction.Out out = server.sql()
                .inTransaction(() -> server.getBean(SubmitOrganisationApplicationAction.class)
                        .executeAll(List.of(request))
                        .getFirst());
        return Reference.parseText(out.reference()).orElseThrow();
    }

    private static String status(TestServer server, Reference reference) {
        return server.sql()
                .queryOne(String.class, "select status from application where reference = ?", reference.symbols());
    }
}
