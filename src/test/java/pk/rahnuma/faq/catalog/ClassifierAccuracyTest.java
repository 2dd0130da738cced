package pk.rahnuma.faq.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.shared.Language;

/// Accuracy of the classifier on the packaged answers; prints the figures of `docs/answers.md`, each with its 95 %
/// confidence interval. The minimums are a little below them, so that a change for the worse is seen.
class ClassifierAccuracyTest {

    private static final FaqCatalog ANSWERS = FaqCatalog.loadCatalog(ScriptSources.readFiles(Path.of("bot-scripts")));
    private static final QuestionClassifier CLASSIFIER = QuestionClassifier.trainOn(ANSWERS);
    private static final QuestionInterpreter INTERPRETER = new QuestionInterpreter(CLASSIFIER, ANSWERS);
    private static final int FIFTH = 5;
    /// Of the normal distribution, for 95 %.
    private static final double QUANTILE = 1.96;

    private static final double MIN_BEST = 91.5;
    private static final double MIN_NEAR = 97;
    private static final double MIN_TAKEN = 75;
    private static final double MIN_PRECISION = 97;
    private static final double MIN_REFUSED = 96.5;
    private static final int MAX_HOSTILE_ANSWERED = 10;
    private static final int MIN_CIRCUMVENTIONS_REFUSED = 68;
    private static final int MAX_DIVIDED = 8;
    private static final int MAX_DOUBLES_MISSED = 5;

    /// Figures of a run.
    ///
    /// @param best its topic was the likeliest
    /// @param near its topic was among the three that are nearest
    /// @param taken a topic was answered
    /// @param right the right topic was answered
    private record Score(int asked, int best, int near, int taken, int right) {

        static final Score NONE = new Score(0, 0, 0, 0, 0);

        /// @param topic the right one; empty when no answer is right
        Score with(String topic, QuestionClassification understood) {
            List<String> nearest = understood.nearest();
            boolean found = topic.equals(understood.topic());
            boolean taken = found || understood.topic() != null && answersQuestion(understood.topic());
            return new Score(
                    asked + 1,
                    best + (found || !nearest.isEmpty() && nearest.getFirst().equals(topic) ? 1 : 0),
                    near + (found || nearest.contains(topic) ? 1 : 0),
                    this.taken + (taken ? 1 : 0),
                    right + (found ? 1 : 0));
        }

        double bestShare() {
            return percent(best, asked);
        }

        double nearShare() {
            return percent(near, asked);
        }

        double takenShare() {
            return percent(taken, asked);
        }

        double precision() {
            return percent(right, taken);
        }

        @Override
        public String toString() {
            return "%5d  %s  %s  %s  %s"
                    .formatted(
                            asked,
                            interval(best, asked),
                            interval(near, asked),
                            interval(taken, asked),
                            interval(right, taken));
        }

        private static double percent(int some, int all) {
            return 100.0 * some / Math.max(1, all);
        }

        /// Share in percent with its interval, by Wilson's score.
        static String interval(int some, int all) {
            double share = (double) some / Math.max(1, all);
            double squared = QUANTILE * QUANTILE / Math.max(1, all);
            double middle = (share + squared / 2) / (1 + squared);
            double half = QUANTILE
                    * Math.sqrt(share * (1 - share) / Math.max(1, all) + squared / 4 / Math.max(1, all))
                    / (1 + squared);
            return "%5.1f %% (%4.1f to %5.1f)".formatted(100 * share, 100 * (middle - half), 100 * (middle + half));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"my cnic is expired, will it do?", "cnic expire hai chalega?", "شناختی کارڈ ایکسپائر ہے چلے گا؟"
            })
    void anExpiredCardIsNoExpiredRegistration(String question) {
        assertThat(CLASSIFIER.classifyQuestion(question).nearest().getFirst()).isEqualTo("expired_identity_card");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            who_must_register | do I need to register my vpn, I work on upwork
            who_must_register | I am on Fiverr, do I need to register?
            who_must_register | فائیور پر کام کرتا ہوں، کیا مجھے وی پی این رجسٹر کروانا ہوگا؟
            who_must_register | main upwork pe kaam karta hun, kya vpn register karna zaroori hai?
            another_device | can I do this on another device
            another_device | I started on my phone but want to finish on my computer
            another_device | فون پر شروع کیا تھا، اب کمپیوٹر پر کرنا ہے
            another_device | mobile pe shuru kiya, ab computer pe karna hai
            news_elsewhere | can you text me when something changes?
            news_elsewhere | کچھ بدلے تو ایس ایم ایس کر دیں
            news_elsewhere | kuch badle to sms kar dena
            no_static_ip | my ip keeps changing
            registered_but_blocked | bhai mera vpn band hogya h kia karun
            registered_but_blocked | mera vpn achanak band ho gaya
            registered_but_blocked | میرا وی پی این بند ہو گیا ہے
            registered_but_blocked | vpn block ho gya h madad karo
            fee | paise kitne lagein ge
            processing_time | wese kitne din lagenge?
            processing_time | ویسے کتنے دن لگیں گے؟
            browsing_visible | will pta see what websites i open
            pay_somebody | کسی اور کو پیسے دے کر کروا لوں تو؟
            static_or_dynamic | static or dynamic, what is the difference
            another_city | main doosre shehar shift ho raha hun
            satellite_internet | does starlink work
            client_email_proof | client amrica ka hai uska email chalega as proof?
            """)
    void sentencesOfPeopleAreAnswered(String topic, String question) {
        assertThat(CLASSIFIER.classifyQuestion(question).topic()).isEqualTo(topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"thanks, what happens now?", "شکریہ، اب کیا ہوگا؟", "shukria, ab kya hoga?"})
    void aQuestionBesideACourtesyIsAnswered(String text) {
        assertThat(INTERPRETER.interpretQuestion(text))
                .extracting(QuestionClassification::topic)
                .containsExactly("what_happens_next");
    }

    private static boolean answersQuestion(String topic) {
        return ANSWERS.findTopic(topic).status().answersQuestion();
    }

    /// Other people wrote them, who had seen the titles of the topics alone.
    @Test
    void heldOutQuestionsAreUnderstoodAndOthersAreRefused() {
        System.out.println("held out           n   best, in 3, answered, of these right");
        for (String language : Language.ALL) {
            Score score = Score.NONE;
            Score others = Score.NONE;
            for (HeldOutQuestion heldOut : ANSWERS.heldOutQuestions()) {
                if (heldOut.language().equals(language)) {
                    QuestionClassification understood = CLASSIFIER.classifyQuestion(heldOut.question());
                    if (heldOut.topic() == null) {
                        others = others.with("", understood);
                    } else {
                        score = score.with(heldOut.topic(), understood);
                    }
                }
            }
            int refused = others.asked() - others.taken();
            System.out.printf(
                    "%-13s %s   refused %s of %d%n",
                    language, score, Score.interval(refused, others.asked()), others.asked());
            assertThat(score.bestShare()).as("best, " + language).isGreaterThanOrEqualTo(MIN_BEST);
            assertThat(score.nearShare()).as("in 3, " + language).isGreaterThanOrEqualTo(MIN_NEAR);
            assertThat(score.takenShare()).as("answered, " + language).isGreaterThanOrEqualTo(MIN_TAKEN);
            assertThat(score.precision()).as("right, " + language).isGreaterThanOrEqualTo(MIN_PRECISION);
            assertThat(100 - others.takenShare()).as("refused, " + language).isGreaterThanOrEqualTo(MIN_REFUSED);
        }
    }

    /// Questions of December 2026, by writers who had seen the titles of the topics of that time alone. Topics that
    /// were divided since have several names.
    @Tag("long")
    @ParameterizedTest
    @CsvSource({"en, 55, 94", "ur, 55, 94", "ur-Latn, 55, 94"})
    void newQuestionsAreUnderstoodAndOthersAreRefused(String language, double minRight, double minRefused)
            throws IOException {
        Map<String, Set<String>> divided = Map.of(
                "pta_sees_browsing", Set.of("browsing_visible"),
                "starlink", Set.of("satellite_internet"),
                "change_after_sending", Set.of("edit_application"),
                "edit_application", Set.of("edit_application", "correct_in_form"),
                "check_status", Set.of("check_status", "what_happens_next", "lost_reference"),
                "agent_scam", Set.of("agent_scam", "pay_somebody"));
        int asked = 0;
        int right = 0;
        int wrong = 0;
        int others = 0;
        int refused = 0;
        Path file = Path.of("src/test/resources/pk/rahnuma/understanding/held-out-questions." + language + ".tsv");
        for (String line : Files.readAllLines(file)) {
            String[] columns = line.split("\t");
            QuestionClassification understood =
                    INTERPRETER.interpretQuestion(columns[1]).getFirst();
            boolean answered = understood.topic() != null && answersQuestion(understood.topic());
            if (columns[0].equals("-")) {
                others++;
                refused += answered ? 0 : 1;
            } else if (!columns[0].equals("topic")) {
                boolean meant = understood.topic() != null
                        && divided.getOrDefault(columns[0], Set.of(columns[0])).contains(understood.topic());
                asked++;
                right += meant ? 1 : 0;
                wrong += answered && !meant ? 1 : 0;
            }
        }
        System.out.printf(
                "new questions %-8s right %s, wrong %s of %d; refused %s of %d%n",
                language,
                Score.interval(right, asked),
                Score.interval(wrong, asked),
                asked,
                Score.interval(refused, others),
                others);
        assertThat(100.0 * right / asked).isGreaterThanOrEqualTo(minRight);
        assertThat(100.0 * refused / others).isGreaterThanOrEqualTo(minRefused);
    }

    /// Orders to the program, requests to get around blocks, and requests for data of others. Half of them have the
    /// words of real topics. Some get the fixed text of a neighbouring topic, which they are printed with.
    @Test
    void hostileMessagesGetNoAnswerThatHelpsThem() throws IOException {
        List<String> answered = new ArrayList<>();
        int messages = 0;
        for (String language : Language.ALL) {
            for (String row : readRows("/pk/rahnuma/faq/hostile/" + language + ".tsv")) {
                String[] parts = row.split("\t");
                messages++;
                List<String> topics = INTERPRETER.interpretQuestion(parts[1]).stream()
                        .map(QuestionClassification::topic)
                        .toList();
                if (topics.getFirst() != null && answersQuestion(topics.getFirst())) {
                    answered.add(language + " " + parts[0] + " -> " + topics + ": " + parts[1]);
                }
            }
        }
        System.out.println("hostile: " + messages + ", answered " + answered.size());
        answered.forEach(System.out::println);
        assertThat(messages).isEqualTo(300);
        assertThat(answered).hasSizeLessThanOrEqualTo(MAX_HOSTILE_ANSWERED);
    }

    /// Fifty messages a language that are near to requests to get around blocks, and are none: none is refused as one.
    @ParameterizedTest
    @ValueSource(strings = {"en", "ur", "ur-Latn"})
    void harmlessNeighboursAreNotTakenForRequestsToGetAroundBlocks(String language) throws IOException {
        List<String> rows = readRows("/pk/rahnuma/faq/neighbours/" + language + ".txt");
        assertThat(rows).hasSize(50);
        assertThat(rows).noneMatch(ClassifierAccuracyTest::isRefusedAsCircumvention);
    }

    @Test
    void requestsToGetAroundBlocksStayRefused() throws IOException {
        long refused = 0;
        for (String language : Language.ALL) {
            refused += readRows("/pk/rahnuma/faq/hostile/" + language + ".tsv").stream()
                    .map(row -> row.split("\t"))
                    .filter(row -> row[0].equals("circumvention") && isRefusedAsCircumvention(row[1]))
                    .count();
        }
        assertThat(refused).isGreaterThanOrEqualTo(MIN_CIRCUMVENTIONS_REFUSED);
    }

    private static boolean isRefusedAsCircumvention(String text) {
        return INTERPRETER.interpretQuestion(text).stream().anyMatch(part -> "circumvention".equals(part.topic()));
    }

    private static List<String> readRows(String resource) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ClassifierAccuracyTest.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /// Held-out questions, and messages that the desk must not answer are one question each; those of `double/` are
    /// two.
    @Test
    void twoQuestionsAreSeparatedAndOneIsLeftWhole() throws IOException {
        List<String> divided = new ArrayList<>();
        for (HeldOutQuestion heldOut : ANSWERS.heldOutQuestions()) {
            List<QuestionClassification> parts = INTERPRETER.interpretQuestion(heldOut.question());
            QuestionClassification whole = CLASSIFIER.classifyQuestion(heldOut.question());
            if (parts.size() > 1 || !Objects.equals(parts.getFirst().topic(), whole.topic())) {
                divided.add(heldOut.topic() + " " + whole.topic() + " -> "
                        + parts.stream().map(QuestionClassification::topic).toList() + ": " + heldOut.question());
            }
        }
        System.out.printf(
                "single questions with another result as two: %d of %d%n",
                divided.size(), ANSWERS.heldOutQuestions().size());
        divided.forEach(System.out::println);
        assertThat(divided).hasSizeLessThanOrEqualTo(MAX_DIVIDED);
        for (String language : Language.ALL) {
            List<String> missed = new ArrayList<>();
            List<String> rows = readRows("/pk/rahnuma/faq/double/" + language + ".tsv");
            for (String row : rows) {
                String[] parts = row.split("\t");
                List<String> topics = INTERPRETER.interpretQuestion(parts[2]).stream()
                        .map(QuestionClassification::topic)
                        .toList();
                if (!topics.equals(List.of(parts[0], parts[1]))) {
                    missed.add(topics + ": " + row);
                }
            }
            System.out.printf(
                    "two questions, both right: %d of %d, %s%n", rows.size() - missed.size(), rows.size(), language);
            missed.forEach(System.out::println);
            assertThat(missed).as(language).hasSizeLessThanOrEqualTo(MAX_DOUBLES_MISSED);
        }
    }

    /// Every training question of a fifth is asked of a classifier that was trained without them.
    @Test
    void aFifthOfTheQuestionsIsUnderstoodByTheOthers() {
        Map<String, Score> scores = new LinkedHashMap<>();
        Language.ALL.forEach(language -> scores.put(language, Score.NONE));
        Score others = Score.NONE;
        Map<String, List<String>> asked = new LinkedHashMap<>();
        List<HeldOutQuestion> held = new ArrayList<>();
        List<HeldOutQuestion> all = trainingQuestions();
        ANSWERS.listTopics().forEach(topic -> asked.put(topic.name(), new ArrayList<>()));
        for (int i = 0; i < all.size(); i++) {
            if (i % FIFTH == 0) {
                held.add(all.get(i));
            } else {
                asked.get(all.get(i).topic()).add(all.get(i).question());
            }
        }
        QuestionClassifier classifier = new QuestionClassifier(
                QuestionClassifier.statusesByTopic(ANSWERS),
                asked,
                QuestionClassifier.answerSentencesByTopic(ANSWERS),
                new SynonymGroups(ANSWERS.synonymGroups()));
        for (HeldOutQuestion each : held) {
            QuestionClassification understood = classifier.classifyQuestion(each.question());
            if (answersQuestion(each.topic())) {
                scores.computeIfPresent(each.language(), (language, score) -> score.with(each.topic(), understood));
            } else {
                others = others.with("", understood);
            }
        }
        System.out.println("held back          n   best, in 3, answered, of these right");
        scores.forEach((language, score) -> {
            System.out.printf("%-13s %s%n", language, score);
            assertThat(score.bestShare()).as(language).isGreaterThanOrEqualTo(66);
            assertThat(score.precision()).as(language).isGreaterThanOrEqualTo(90);
        });
        System.out.printf(
                "refused %s of %d%n", Score.interval(others.asked() - others.taken(), others.asked()), others.asked());
        assertThat(100 - others.takenShare()).isGreaterThanOrEqualTo(95);
    }

    private static List<HeldOutQuestion> trainingQuestions() {
        List<HeldOutQuestion> all = new ArrayList<>();
        for (FaqTopic topic : ANSWERS.listTopics()) {
            for (String language : Language.ALL) {
                ANSWERS.topicTexts(language, topic.name())
                        .asked()
                        .forEach(question -> all.add(new HeldOutQuestion(language, topic.name(), question)));
            }
        }
        Collections.shuffle(all, new Random(5));
        return all;
    }
}
