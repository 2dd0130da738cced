package pk.rahnuma.endtoend.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.AwaitSupport;
import pk.rahnuma.TestServer;
import pk.rahnuma.endtoend.ExpectedTexts;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.CurrentBannerService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.shared.Reference;
import pk.rahnuma.ticket.work.TicketWorkFixture;

/// Contract of all channels, over HTTP, with the real scripts: one script, every channel.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChannelContract {

    private static final Pattern TICKET = Pattern.compile("T[A-Z0-9]{3}-[A-Z0-9]{4}-[A-Z0-9]{2}");

    private TestServer server;

    abstract TestServer startServer();

    /// New user of the channel.
    abstract ChannelUser newUser(TestServer desk);

    @BeforeAll
    void start() {
        server = startServer();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    final TestServer server() {
        return server;
    }

    private static ChannelUser.ShownMessage chosen(ChannelUser guest, ExpectedTexts said) {
        guest.sendsText(said.text("engine.languages." + said.language()));
        return guest.awaitsMessage(said.text("welcome.greeting.say"));
    }

    /// Starts the form and agrees.
    private static void beginForm(ChannelUser guest, ExpectedTexts said) {
        guest.sendsText(said.registerWord());
        guest.tapsButton(guest.awaitsMessage(said.text("consent.consent.ask")), said.text("options.yes_no.yes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void aNewPersonChoosesALanguageAndContinuesInIt(String language) {
        ExpectedTexts said = ExpectedTexts.inLanguage(language);
        ChannelUser.ShownMessage menu = chosen(newUser(server), said);
        assertThat(menu.buttons()).contains(said.text("register-individual.title"), said.text("status.title"));
    }

    @Test
    void aRepeatedRequestIsDoneOnce() {
        ExpectedTexts said = ExpectedTexts.inLanguage("en");
        ChannelUser guest = newUser(server);
        chosen(guest, said);
        guest.sendsText("menu");
        ChannelUser.SentInput tapped =
                guest.tapsButton(guest.awaitsMessage(said.text("engine.menu")), said.text("human.title"));
        guest.awaitsMessage(said.text("human.story.ask"));
        guest.resendsInput(tapped);
        ChannelUser.SentInput story = guest.sendsText("My provider does not answer.");
        guest.awaitsMessage("Your ticket number is");
        guest.resendsInput(story);
        guest.resendsInput(tapped);
        guest.sendsText("menu");
        guest.awaitsMessage(said.text("engine.menu"));
        List<String> heard = guest.receivedTexts();
        assertThat(heard).filteredOn(text -> TICKET.matcher(text).find()).hasSize(1);
        assertThat(heard)
                .filteredOn(text -> text.contains(said.text("human.story.ask")))
                .hasSize(1);
    }

    @Test
    void tenConcurrentMessagesAreProcessedInOrder() {
        ChannelUser guest = newUser(server);
        chosen(guest, ExpectedTexts.inLanguage("en"));
        List<String> written =
                IntStream.rangeClosed(1, 10).mapToObj(i -> "number " + i).toList();
        written.forEach(guest::sendsText);
        guest.sendsText("menu");
        guest.awaitsMessage(ExpectedTexts.inLanguage("en").text("engine.menu"));
        AwaitSupport.await().untilAsserted(() -> assertThat(heardOf("number 1")).isEqualTo(written));
    }

    /// Texts with `number` in the conversation that contains this one, as recorded.
    private List<String> heardOf(String first) {
        ConversationMessageService messages = server.getBean(ConversationMessageService.class);
        return server.sql().queryList(Long.class, "select id from conversation").stream()
                .map(conversation -> messages.readHistory(conversation, 0, 100).stream()
                        .filter(message -> message.direction() == Message.Direction.RECEIVED)
                        .map(message -> message.body().text())
                        .filter(text -> text.startsWith("number "))
                        .toList())
                .filter(texts -> texts.contains(first))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aChangedMessageChangesTheAnswer() {
        ExpectedTexts said = ExpectedTexts.inLanguage("en");
        ChannelUser guest = newUser(server);
        chosen(guest, said);
        beginForm(guest, said);
        guest.awaitsMessage(said.text("register-individual.work_type.ask"));
        guest.sendsText("freelancer");
        guest.awaitsMessage(said.text("register-individual.full_name.ask"));
        ChannelUser.SentInput name = guest.sendsText("Ali Kahn");
        guest.awaitsMessage(said.text("register-individual.id_number.ask"));
        guest.editsText(name, "Ali Khan");
        assertThat(guest.awaitsMessage("Changed.").text())
                .contains("Ali Khan")
                .contains(said.text("register-individual.id_number.ask"));
    }

    @Test
    void staffReachThePersonThroughTheChannel() {
        ExpectedTexts said = ExpectedTexts.inLanguage("en");
        ChannelUser guest = newUser(server);
        chosen(guest, said);
        guest.sendsText("human");
        guest.awaitsMessage(said.text("human.story.ask"));
        guest.sendsText("My provider does not answer.");
        Matcher number =
                TICKET.matcher(guest.awaitsMessage("Your ticket number is").text());
        assertThat(number.find()).isTrue();
        TicketWorkFixture.answerTicket(
                server.context(), Reference.parseText(number.group()).orElseThrow(), "We have asked them.");
        guest.awaitsMessage("We have asked them.");
    }

    @Test
    void eachPersonGetsABannerOnceInTheirLanguage() {
        ChannelUser guest = newUser(server);
        chosen(guest, ExpectedTexts.inLanguage("ur"));
        Map<String, String> outage =
                Map.of("en", "Nayatel is out", "ur", "نیا ٹیل بند ہے", "ur-Latn", "Nayatel band hai");
        CurrentBannerService banners = server.getBean(CurrentBannerService.class);
        Instant now = server.now();
        banners.setBanner(outage, "sana", now, null);
        try {
            guest.sendsText("menu");
            guest.awaitsMessage("نیا ٹیل بند ہے");
            guest.awaitsMessage(ExpectedTexts.inLanguage("ur").text("engine.menu"));
            guest.sendsText("menu");
            guest.awaitsMessage(ExpectedTexts.inLanguage("ur").text("engine.menu"));
            assertThat(guest.receivedTexts())
                    .filteredOn(text -> text.contains("نیا ٹیل"))
                    .hasSize(1);
        } finally {
            banners.clearBanner("sana", now);
        }
    }

    @Test
    void noUserReceivesMessagesOfAnother() {
        ChannelUser ali = newUser(server);
        ChannelUser sana = newUser(server);
        chosen(ali, ExpectedTexts.inLanguage("en"));
        chosen(sana, ExpectedTexts.inLanguage("en"));
        ali.sendsText("human");
        ali.awaitsMessage(ExpectedTexts.inLanguage("en").text("human.story.ask"));
        sana.sendsText("menu");
        sana.awaitsMessage(ExpectedTexts.inLanguage("en").text("engine.menu"));
        assertThat(sana.receivedTexts())
                .noneMatch(text -> text.contains(ExpectedTexts.inLanguage("en").text("human.story.ask")));
    }

    @Test
    void aDeskThatStartsAgainGoesOnWhereItWas() {
        ExpectedTexts said = ExpectedTexts.inLanguage("ur");
        ChannelUser guest = newUser(server);
        chosen(guest, said);
        beginForm(guest, said);
        guest.awaitsMessage(said.text("register-individual.work_type.ask"));
        guest.sendsText(said.text("register-individual.work_type.options.freelancer"));
        guest.awaitsMessage(said.text("register-individual.full_name.ask"));
        server.restart();
        guest.sendsText("علی خان");
        guest.awaitsMessage(said.text("register-individual.id_number.ask"));
    }
}
