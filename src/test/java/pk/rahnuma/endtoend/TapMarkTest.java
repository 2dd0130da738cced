package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.telegram.fake.FakeBotApi;
import pk.rahnuma.telegram.fake.FakeTelegramUser;

/// Mark below a question whose button was tapped.
@Tag("long")
class TapMarkTest {

    private static final ExpectedTexts TEXTS = ExpectedTexts.inLanguage("en");

    private final TestServer server = TestServer.onH2()
            .withProperty("rahnuma.telegram.limits.chat", 1)
            .withProperty("rahnuma.telegram.limits.burst", 10)
            .withBot()
            .shareServer();
    private final FakeTelegramUser amna = server.bot().newPerson("en");

    @AfterEach
    void close() {
        server.close();
    }

    private FakeBotApi.Said onScreen(FakeBotApi.Said said) {
        return amna.screen().stream()
                .filter(shown -> shown.id() == said.id())
                .findFirst()
                .orElseThrow();
    }

    private FakeBotApi.Said tapsYesAtConsent() {
        amna.says(TEXTS.registerWord());
        FakeBotApi.Said consent = amna.awaits(TEXTS.text("consent.consent.ask"));
        amna.taps(TEXTS.text("options.yes_no.yes"));
        amna.awaits(TEXTS.text("register-individual.work_type.ask"));
        return consent;
    }

    @Test
    void aTapThatTakesEffectIsMarkedOnceAfterTheNextQuestionAndItsButtonsGo() {
        FakeBotApi.Said consent = tapsYesAtConsent();
        amna.tapsData(consent, consent.data(TEXTS.text("options.yes_no.yes")));
        amna.awaitsNotice(TEXTS.text("engine.stale_notice"));
        AwaitSupport.await().until(() -> onScreen(consent).text().equals(consent.text() + "\n\n✓ Yes"));
        assertThat(onScreen(consent).buttons()).isEmpty();
        assertThat(amna.transcript().indexOf(TEXTS.text("register-individual.work_type.ask")))
                .as("the next question is sent first")
                .isPositive()
                .isLessThan(amna.transcript().indexOf("bot✓"));
        // The stand-in shows a mark before it records the call.
        assertThat(server.bot().awaitCalls("editMessageText", 1)).hasSize(1);
    }

    @Test
    void aStaleTapAndAButtonThatChangesItsOwnMessageAreNotMarked() {
        FakeBotApi.Said consent = tapsYesAtConsent();
        AwaitSupport.await().until(() -> onScreen(consent).buttons().isEmpty());
        amna.tapsData(consent, consent.data(TEXTS.text("options.yes_no.no")));
        amna.awaits(TEXTS.text("engine.stale"));
        amna.taps(TEXTS.text("engine.button.more"));
        FakeBotApi.Said more =
                amna.awaits(said -> said.edited() && said.data(TEXTS.text("engine.button.menu")) != null);
        amna.taps(TEXTS.text("register-individual.work_type.options.freelancer"));
        amna.awaits(TEXTS.text("register-individual.full_name.ask"));
        AwaitSupport.await().until(() -> onScreen(more).text().endsWith("✓ Freelancer"));
        assertThat(amna.screen()).filteredOn(said -> said.text().contains("✓ ")).hasSize(2);
    }
}
