package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;

/// Finds the answer that a sentence corrects, and its new value: by the name of the answer, by its number in the
/// summary, by the old value, and by what its question takes.
final class CorrectionFinder {

    /// An answer to correct.
    ///
    /// @param value another than that of now; null when the sentence has none
    record FoundCorrection(Journey.JourneyStep step, Object value) {}

    /// Words of a text that name an answer.
    ///
    /// @param first index of the first of them
    private record Mention(int first, int count) {

        boolean isInside(Mention other) {
            return other.count > count && other.first <= first && first + count <= other.first + other.count;
        }
    }

    /// What speaks for one answer.
    ///
    /// @param mention null when the text does not name it
    /// @param contrasted whether the text has the value of now
    private record Candidate(Journey.JourneyStep step, Mention mention, Object value, boolean contrasted) {

        private static final int NAMED = 10;
        private static final int VALUED = 5;
        private static final int CONTRASTED = 4;

        int evidence() {
            return (mention == null ? 0 : NAMED + mention.count)
                    + (value == null ? 0 : VALUED)
                    + (contrasted ? CONTRASTED : 0);
        }
    }

    /// A longer text is a story.
    private static final int MAX_CORRECTION_LENGTH = 160;
    private static final int MAX_POSITION_DIGITS = 2;
    private static final long BEFORE_POSITION =
            PhraseKind.bits(PhraseKind.FILLER, PhraseKind.NEGATION, PhraseKind.INTRODUCTION, PhraseKind.SENTENCE);

    private final SessionStep sessionStep;
    private final Utterance text;

    CorrectionFinder(SessionStep sessionStep, Utterance text) {
        this.sessionStep = sessionStep;
        this.text = text;
    }

    /// The answer that the text names, if it has a new value for it.
    ///
    /// @return empty in a story and in a question
    Optional<FoundCorrection> findStated() {
        return text.text().length() > MAX_CORRECTION_LENGTH || text.hasQuestionMark()
                ? Optional.empty()
                : findBest(namedCandidates().stream().filter(found -> found.value() != null));
    }

    /// The answer that a text corrects that says that one was wrong.
    ///
    /// @return empty when the text leaves open which answer is meant
    Optional<FoundCorrection> find() {
        List<Candidate> named = namedCandidates();
        Stream<Candidate> unnamed = changeableSteps()
                .filter(step ->
                        named.stream().noneMatch(found -> found.step().key().equals(step.key())))
                .map(step -> candidate(step, null))
                .filter(found -> found.value() != null);
        return findBest(Stream.concat(named.stream(), unnamed));
    }

    /// The candidate with the most evidence. Of several that are as likely, the last answer is meant: "no, Islamabad".
    private Optional<FoundCorrection> findBest(Stream<Candidate> candidates) {
        List<Candidate> sorted = candidates
                .sorted(Comparator.comparingInt(Candidate::evidence).reversed())
                .toList();
        List<Candidate> best = sorted.stream()
                .filter(found -> found.evidence() == sorted.getFirst().evidence())
                .toList();
        List<String> answered = List.copyOf(sessionStep.session().answers().keySet());
        return best.stream()
                .filter(found -> best.size() == 1
                        || !answered.isEmpty() && found.step().key().equals(answered.getLast()))
                .findFirst()
                .map(found -> new FoundCorrection(found.step(), found.value()));
    }

    /// Answers, later questions and the current one, if the text names them; one whose name is part of a longer name is
    /// not meant.
    private List<Candidate> namedCandidates() {
        List<Journey.JourneyStep> named = new ArrayList<>();
        List<Mention> mentions = new ArrayList<>();
        Stream.of(changeableSteps(), sessionStep.journey().openLaterSteps().stream(), currentQuestion())
                .flatMap(steps -> steps)
                .forEach(step -> {
                    Mention mention = findMention(step);
                    if (mention != null) {
                        named.add(step);
                        mentions.add(mention);
                    }
                });
        if (named.isEmpty()) {
            return atPosition().map(List::of).orElse(List.of());
        }
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            if (mentions.stream().noneMatch(mentions.get(i)::isInside)) {
                candidates.add(candidate(named.get(i), mentions.get(i)));
            }
        }
        return candidates;
    }

    private Stream<Journey.JourneyStep> currentQuestion() {
        Journey.JourneyStep current = sessionStep.currentStep();
        return current.step() instanceof ScriptStep.Question
                        && !sessionStep.session().answers().containsKey(current.key())
                        && !sessionStep.session().picking()
                ? Stream.of(current)
                : Stream.empty();
    }

    private Stream<Journey.JourneyStep> changeableSteps() {
        return sessionStep.journey().changeableSteps().stream()
                .filter(step -> step.step() instanceof ScriptStep.Question)
                .filter(step -> sessionStep.session().answers().containsKey(step.key()));
    }

    /// The longest name of an answer in the text, or null.
    private Mention findMention(Journey.JourneyStep step) {
        Mention longest = null;
        for (String name : sessionStep.textRenderer().namesOf(step.step())) {
            String[] words = name.split(" ");
            for (int first = 0; first + words.length <= text.wordCount(); first++) {
                if ((longest == null || words.length > longest.count()) && hasWords(first, words)) {
                    longest = new Mention(first, words.length);
                }
            }
        }
        return longest;
    }

    private boolean hasWords(int first, String[] words) {
        for (int i = 0; i < words.length; i++) {
            if (!text.word(first + i).equals(words[i])) {
                return false;
            }
        }
        return true;
    }

    /// The answer whose number in the summary begins the text: "15 should be OpenVPN", "number 3 is wrong".
    private Optional<Candidate> atPosition() {
        if (sessionStep.currentStep().step() instanceof ScriptStep.Question
                && !sessionStep.session().picking()) {
            return Optional.empty();
        }
        Utterance rest = text.withoutStart(BEFORE_POSITION, null);
        String number = rest.isEmpty() ? "" : rest.word(0);
        List<Journey.JourneyStep> selectable = sessionStep.journey().selectableSteps();
        if (rest.wordCount() < 2
                || number.length() > MAX_POSITION_DIGITS
                || !number.chars().allMatch(c -> c >= '0' && c <= '9')
                || Integer.parseInt(number) < 1
                || Integer.parseInt(number) > selectable.size()) {
            return Optional.empty();
        }
        Journey.JourneyStep step = selectable.get(Integer.parseInt(number) - 1);
        Mention mention = new Mention(text.wordCount() - rest.wordCount(), 1);
        return step.step() instanceof ScriptStep.Question ? Optional.of(candidate(step, mention)) : Optional.empty();
    }

    private Candidate candidate(Journey.JourneyStep step, Mention mention) {
        Object now = sessionStep.session().answers().containsKey(step.key())
                ? sessionStep.session().answers().get(step.key()).value()
                : null;
        NewValueReader reader = new NewValueReader(sessionStep, (ScriptStep.Question) step.step(), now);
        boolean contrasted = reader.namesPresent(text);
        Object value = mention == null
                ? reader.findValue(text, contrasted)
                : reader.findNamedValue(
                        text,
                        text.part(0, mention.first()),
                        text.part(mention.first() + mention.count(), text.wordCount()));
        boolean fits = value != null
                && !value.equals(now)
                && sessionStep.journey().firstFailedCheck(step, value, false) == null;
        return new Candidate(step, mention, fits ? value : null, contrasted);
    }
}
