package pk.rahnuma.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.TestServer;
import pk.rahnuma.document.SampleFiles;
import pk.rahnuma.messaging.ConversationMessageService;
import pk.rahnuma.messaging.Message;
import pk.rahnuma.messaging.ServiceBannerRepository;
import pk.rahnuma.registration.Reference;
import pk.rahnuma.ticket.work.CommandLineTicketService;

/// What every door does alike, over HTTP, with the real scripts: one script, every channel.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ChannelContract {

    private static final Pattern TICKET = Pattern.compile("T[A-Z0-9]{3}-[A-Z0-9]{4}-[A-Z0-9]{2}");

    private TestServer house;

    abstract TestServer open();

    /// Somebody who was never here.
    abstract ChannelUser stranger(TestServer house);

    /// Whether what comes twice is told its reply twice, because the door cannot know that the first arrived.
    boolean tellsAgain() {
        return false;
    }

    @BeforeAll
    void start() {
        house = open();
    }

    @AfterAll
    void stop() {
        house.close();
    }

    private static ChannelUser.ShownMessage chosen(ChannelUser guest, ExpectedTexts said) {
        guest.says("/start");
        guest.taps(guest.awaits("Which language?"), said.text("engine.languages." + said.language()));
        ChannelUser.ShownMessage consent = guest.awaits(said.text("consent.consent.ask"));
        guest.taps(consent, said.text("options.yes_no.yes"));
        return guest.awaits(said.text("welcome.ready.say"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void whoever_is_new_chooses_a_language_and_goes_on_in_it(String language) {
        ExpectedTexts said = ExpectedTexts.in(language);
        ChannelUser.ShownMessage menu = chosen(stranger(house), said);
        assertThat(menu.buttons()).contains(said.text("register-individual.title"), said.text("human.title"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void every_way_out_is_understood_in_words(String language) {
        ExpectedTexts said = ExpectedTexts.in(language);
        ChannelUser guest = stranger(house);
        chosen(guest, said);
        guest.says(said.register());
        guest.awaits(said.text("register-individual.work_type.ask"));
        guest.says(said.text("engine.button.help"));
        guest.awaits(said.text("register-individual.work_type.ask"));
        guest.says(said.text("register-individual.work_type.options.freelancer"));
        guest.awaits(said.text("register-individual.full_name.ask"));
        guest.says(said.text("engine.button.skip"));
        guest.awaits(said.text("engine.cannot_skip"));
        guest.says(said.text("engine.button.repeat"));
        guest.awaits(said.text("register-individual.full_name.ask"));
        guest.says(said.text("engine.button.back"));
        guest.awaits(said.text("register-individual.work_type.ask"));
        guest.says(said.text("engine.button.human"));
        guest.awaits(said.text("human.topic.ask"));
        guest.says(said.text("engine.button.cancel"));
        guest.awaits(said.text("register-individual.work_type.ask"));
        guest.says(said.text("engine.button.language"));
        guest.awaits(said.text("engine.language_which"));
        guest.says(said.text("engine.button.menu"));
        assertThat(guest.awaits(said.text("engine.menu")).buttons()).contains(said.text("register-individual.title"));
    }

    @Test
    void what_comes_twice_is_done_once() {
        ExpectedTexts said = ExpectedTexts.in("en");
        ChannelUser guest = stranger(house);
        ChannelUser.SentInput tapped = guest.taps(chosen(guest, said), said.text("human.title"));
        ChannelUser.ShownMessage topics = guest.awaits(said.text("human.topic.ask"));
        guest.comesAgain(tapped);
        guest.taps(topics, said.text("human.topic.options.complaint"));
        guest.awaits(said.text("human.story.ask"));
        ChannelUser.SentInput story = guest.says("My provider does not answer.");
        guest.awaits("Your ticket number is");
        guest.comesAgain(story);
        guest.comesAgain(tapped);
        guest.says("menu");
        guest.awaits(said.text("engine.menu"));
        List<String> heard = tellsAgain() ? guest.heard().stream().distinct().toList() : guest.heard();
        assertThat(heard).filteredOn(text -> TICKET.matcher(text).find()).hasSize(1);
        assertThat(heard)
                .filteredOn(text -> text.contains(said.text("human.topic.ask")))
                .hasSize(1);
    }

    @Test
    void ten_messages_at_once_are_all_heard_in_their_order() {
        ChannelUser guest = stranger(house);
        chosen(guest, ExpectedTexts.in("en"));
        List<String> written =
                IntStream.rangeClosed(1, 10).mapToObj(i -> "number " + i).toList();
        written.forEach(guest::says);
        guest.says("menu");
        ChannelUser.ShownMessage last = guest.awaits(ExpectedTexts.in("en").text("engine.menu"));
        while (last.text().contains(ExpectedTexts.in("en").text("engine.not_understood"))) {
            last = guest.awaits(ExpectedTexts.in("en").text("engine.menu"));
        }
        assertThat(heardOf("number 1")).isEqualTo(written);
    }

    /// The texts with `number` in the conversation where this one is, as they were recorded.
    private List<String> heardOf(String first) {
        ConversationMessageService messages = house.get(ConversationMessageService.class);
        return house
                .get(Jdbi.class)
                .withHandle(handle -> handle.createQuery("select id from conversation")
                        .mapTo(Long.class)
                        .list())
                .stream()
                .map(conversation -> messages.history(conversation, 0, 100).stream()
                        .filter(message -> message.direction() == Message.Direction.HEARD)
                        .map(message -> message.body().text())
                        .filter(text -> text.startsWith("number "))
                        .toList())
                .filter(texts -> texts.contains(first))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_button_of_long_ago_does_nothing_and_says_so() {
        ExpectedTexts said = ExpectedTexts.in("en");
        ChannelUser guest = stranger(house);
        chosen(guest, said);
        guest.says("human");
        ChannelUser.ShownMessage topics = guest.awaits(said.text("human.topic.ask"));
        guest.taps(topics, said.text("human.topic.options.complaint"));
        guest.awaits(said.text("human.story.ask"));
        guest.says("My provider does not answer.");
        guest.awaits("Your ticket number is");
        guest.taps(topics, said.text("human.topic.options.line_blocked"));
        guest.awaits(said.text("engine.stale"));
    }

    @Test
    void a_changed_message_changes_the_answer() {
        ExpectedTexts said = ExpectedTexts.in("en");
        ChannelUser guest = stranger(house);
        chosen(guest, said);
        guest.says("register");
        guest.awaits(said.text("register-individual.work_type.ask"));
        guest.says("freelancer");
        guest.awaits(said.text("register-individual.full_name.ask"));
        ChannelUser.SentInput name = guest.says("Ali Kahn");
        guest.awaits(said.text("register-individual.id_type.ask"));
        guest.edits(name, "Ali Khan");
        assertThat(guest.awaits("Changed.").text())
                .contains("Ali Khan")
                .contains(said.text("register-individual.id_type.ask"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>O’Brien & Söhne</b>", "علی «خان» 🙂", "a {name} 'quoted' \\n %s ${x}"})
    void what_is_written_is_shown_back_as_it_was_written(String text) {
        ExpectedTexts said = ExpectedTexts.in("en");
        ChannelUser guest = stranger(house);
        chosen(guest, said);
        guest.says("register");
        for (Map.Entry<String, String> step : said.answers(true).entrySet()) {
            guest.awaits(said.text(step.getKey() + ".ask"));
            String answer = step.getValue();
            if (answer.equals("#")) {
                guest.sends(SampleFiles.cardFor(step.getKey()));
                continue;
            }
            ChannelUser.SentInput done = guest.says(answer.startsWith("@") ? said.text(answer.substring(1)) : answer);
            if (step.getKey().endsWith("client_name")) {
                guest.edits(done, text);
                assertThat(guest.awaits("Changed.").text()).contains(text);
                return;
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"en,how much does it cost?", "ur,کیا فیس دینی ہوگی؟", "ur-Latn,kitni fees lagti hai"})
    void a_question_in_the_middle_of_a_form_is_answered_and_the_form_goes_on(String language, String question) {
        ExpectedTexts said = ExpectedTexts.in(language);
        ChannelUser guest = stranger(house);
        chosen(guest, said);
        guest.says(said.register());
        guest.awaits(said.text("register-individual.work_type.ask"));
        guest.says(question);
        guest.awaits("2024");
        guest.awaits(said.text("register-individual.work_type.ask"));
        guest.says(said.text("register-individual.work_type.options.freelancer"));
        guest.awaits(said.text("register-individual.full_name.ask"));
    }

    @Test
    void staff_reach_the_person_through_the_door() {
        ExpectedTexts said = ExpectedTexts.in("en");
        ChannelUser guest = stranger(house);
        chosen(guest, said);
        guest.says("human");
        guest.taps(guest.awaits(said.text("human.topic.ask")), said.text("human.topic.options.complaint"));
        guest.awaits(said.text("human.story.ask"));
        guest.says("My provider does not answer.");
        Matcher number = TICKET.matcher(guest.awaits("Your ticket number is").text());
        assertThat(number.find()).isTrue();
        house.get(CommandLineTicketService.class)
                .answer(
                        Reference.read(number.group()).orElseThrow(),
                        "We have asked them.",
                        "sana",
                        house.get(Clock.class).instant());
        guest.awaits("We have asked them.");
    }

    @Test
    void a_banner_is_told_to_each_person_once_in_their_language() {
        ChannelUser guest = stranger(house);
        chosen(guest, ExpectedTexts.in("ur"));
        Map<String, String> outage =
                Map.of("en", "Nayatel is out", "ur", "نیا ٹیل بند ہے", "ur-Latn", "Nayatel band hai");
        ServiceBannerRepository banners = house.get(ServiceBannerRepository.class);
        Instant now = house.get(Clock.class).instant();
        banners.set(outage, "sana", now, null);
        try {
            guest.says("menu");
            guest.awaits("نیا ٹیل بند ہے");
            guest.awaits(ExpectedTexts.in("ur").text("engine.menu"));
            guest.says("menu");
            guest.awaits(ExpectedTexts.in("ur").text("engine.menu"));
            assertThat(guest.heard())
                    .filteredOn(text -> text.contains("نیا ٹیل"))
                    .hasSize(1);
        } finally {
            banners.clear("sana", now);
        }
    }

    @Test
    void nobody_hears_what_another_says() {
        ChannelUser ali = stranger(house);
        ChannelUser sana = stranger(house);
        chosen(ali, ExpectedTexts.in("en"));
        chosen(sana, ExpectedTexts.in("en"));
        ali.says("human");
        ali.awaits(ExpectedTexts.in("en").text("human.topic.ask"));
        sana.says("menu");
        sana.awaits(ExpectedTexts.in("en").text("engine.menu"));
        assertThat(sana.heard())
                .noneMatch(text -> text.contains(ExpectedTexts.in("en").text("human.topic.ask")));
    }

    @Test
    void a_desk_that_starts_again_goes_on_where_it_was() {
        ExpectedTexts said = ExpectedTexts.in("ur");
        ChannelUser guest = stranger(house);
        chosen(guest, said);
        guest.says(said.register());
        guest.awaits(said.text("register-individual.work_type.ask"));
        guest.says(said.text("register-individual.work_type.options.freelancer"));
        guest.awaits(said.text("register-individual.full_name.ask"));
        house.restart();
        guest.says("علی خان");
        guest.awaits(said.text("register-individual.id_type.ask"));
    }
}
