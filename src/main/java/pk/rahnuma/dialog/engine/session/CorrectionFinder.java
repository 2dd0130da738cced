package pk.rahnuma.dialog.engine.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import pk.rahnuma.dialog.journey.Journey;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.model.StoredAnswer;
import pk.rahnuma.dialog.reading.RequestReader;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.Lexicon;
import pk.rahnuma.dialog.understanding.PhraseKind;
import pk.rahnuma.dialog.understanding.Utterance;

/// Finds the answer that a sentence corrects, and its new value: by the name of the answer, by its number in the
/// summary, by the old value, and by what its question takes.
final class CorrectionFinder {

    /// An answer to correct.
    ///
    /// @param value another than that of now; null when the sentence has none
    /// @param named whether the text names the answer
    /// @param contrasted whether the text also has its present value
    /// @param certain whether that is so, or the looks of the new value tell what it is
    /// @param listed whether it adds to the list of now, or takes away from it: without a value, more is to be added
    /// @param further other answers of the same text
    record FoundCorrection(
            Journey.JourneyStep step,
            Object value,
            boolean named,
            boolean contrasted,
            boolean certain,
            boolean listed,
            List<FoundCorrection> further) {

        private FoundCorrection with(List<FoundCorrection> others) {
            return new FoundCorrection(step, value, named, contrasted, certain, listed, others);
        }
    }

    /// Words of a text that name an answer.
    ///
    /// @param first index of the first of them
    private record Mention(int first, int count) {

        boolean isInside(Mention other) {
            return other.count > count && other.first <= first && first + count <= other.first + other.count;
        }
    }

    /// Evidence for one answer.
    ///
    /// @param mention null when the text does not name it
    /// @param value null when the text has none
    /// @param contrasted whether the text has the value of now too
    private record Candidate(
            Journey.JourneyStep step,
            Mention mention,
            NewValueReader.NewValue value,
            boolean contrasted,
            boolean listed) {

        private static final int NAMED = 3;
        private static final int NAMED_WITH_VALUE = 10;
        private static final int TYPICAL = 5;
        private static final int FREE = 2;
        private static final int CONTRASTED = 9;

        int evidence() {
            int name = mention == null ? 0 : mention.count + (value == null ? NAMED : NAMED_WITH_VALUE);
            return value == null ? name : name + (value.typical() ? TYPICAL : FREE) + (contrasted ? CONTRASTED : 0);
        }

        FoundCorrection toCorrection() {
            boolean certain = value != null && (contrasted || value.typical());
            Object changed = value == null ? null : value.value();
            return new FoundCorrection(step, changed, mention != null, contrasted, certain, listed, List.of());
        }
    }

    /// A longer text is a story.
    private static final int MAX_CORRECTION_LENGTH = 160;
    private static final int MAX_POSITION_DIGITS = 2;
    /// Kinds of phrases that deny what was said before.
    static final long DENIALS =
            PhraseKind.bits(PhraseKind.NEGATION, PhraseKind.DENIES_NEXT, PhraseKind.DENIES_PREVIOUS);
    private static final long BEFORE_POSITION =
            PhraseKind.bits(PhraseKind.FILLER, PhraseKind.NEGATION, PhraseKind.INTRODUCTION, PhraseKind.SENTENCE);

    private final SessionStep sessionStep;
    private final Utterance utterance;
    /// Questions whose answers can be changed, in their order.
    private final List<Journey.JourneyStep> answered;

    CorrectionFinder(SessionStep sessionStep, Utterance utterance) {
        this.sessionStep = sessionStep;
        this.utterance = utterance;
        this.answered = sessionStep.journey().changeableSteps().stream()
                .filter(step -> step.step() instanceof ScriptStep.Question)
                .filter(step -> sessionStep.session().answers().containsKey(step.key()))
                .toList();
    }

    /// The answer that a text corrects; empty when it leaves open which is meant, and for a story. Where its parts
    /// correct several, or one of them answers the current question, the others are those that are found first.
    Optional<FoundCorrection> find() {
        if (utterance.text().length() > MAX_CORRECTION_LENGTH) {
            return Optional.empty();
        }
        List<Candidate> named = namedCandidates();
        List<FoundCorrection> several = named.isEmpty() ? List.of() : findSeveral();
        return several.size() < 2
                ? findOne(named)
                : Optional.of(several.getLast().with(several.subList(0, several.size() - 1)));
    }

    private List<FoundCorrection> findSeveral() {
        List<Utterance> parts = StatementParts.partsOf(utterance);
        if (parts.size() < 2 || parts.size() > StatementParts.MAX_PARTS) {
            return List.of();
        }
        Map<String, FoundCorrection> several = new LinkedHashMap<>();
        for (Utterance part : parts) {
            CorrectionFinder finder = new CorrectionFinder(sessionStep, part);
            finder.findOne(finder.mentionedCandidates())
                    .filter(found -> found.named() && found.value() != null)
                    .or(() -> sessionStep
                            .answerReader()
                            .findTypical(part)
                            .map(value -> new FoundCorrection(
                                    sessionStep.currentStep(), value, false, false, true, false, List.of())))
                    .ifPresent(found -> several.putIfAbsent(found.step().key(), found));
        }
        return several.values().stream().anyMatch(FoundCorrection::named) ? List.copyOf(several.values()) : List.of();
    }

    private Optional<FoundCorrection> findOne(List<Candidate> named) {
        Stream<Candidate> unnamed = answered.stream()
                .filter(step ->
                        named.stream().noneMatch(found -> found.step().key().equals(step.key())))
                .map(step -> createCandidate(step, null))
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
        return best.stream()
                .filter(found -> best.size() == 1 || isLast(found.step()))
                .findFirst()
                .map(Candidate::toCorrection);
    }

    private boolean isLast(Journey.JourneyStep step) {
        return !answered.isEmpty() && answered.getLast().key().equals(step.key());
    }

    /// Answers, later questions and the current one, if the text names them; one whose name is part of a longer name is
    /// not meant.
    private List<Candidate> namedCandidates() {
        List<Candidate> mentioned = mentionedCandidates();
        return mentioned.isEmpty() ? atPosition().map(List::of).orElse(List.of()) : mentioned;
    }

    private List<Candidate> mentionedCandidates() {
        List<Journey.JourneyStep> named = new ArrayList<>();
        List<Mention> mentions = new ArrayList<>();
        Stream.of(
                        sessionStep.journey().changeableSteps().stream()
                                .filter(step -> step.step() instanceof ScriptStep.Question),
                        sessionStep.journey().openLaterSteps().stream(),
                        currentQuestion())
                .flatMap(steps -> steps)
                .forEach(step -> {
                    Mention mention = findMention(step);
                    if (mention != null) {
                        named.add(step);
                        mentions.add(mention);
                    }
                });
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < named.size(); i++) {
            if (mentions.stream().noneMatch(mentions.get(i)::isInside)) {
                candidates.add(createCandidate(named.get(i), mentions.get(i)));
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

    /// The longest name of an answer in the text, or null. "Pata" is an address, and "pata nahi" is none.
    private Mention findMention(Journey.JourneyStep step) {
        Mention longest = null;
        for (String name : sessionStep.textRenderer().namesOf(step.step())) {
            int words = name.split(" ").length;
            int first = longest == null || words > longest.count() ? utterance.indexOf(name, 0) : -1;
            while (first >= 0 && utterance.is(PhraseKind.UNKNOWN, first, words + 1)) {
                first = utterance.indexOf(name, first + 1);
            }
            longest = first < 0 ? longest : new Mention(first, words);
        }
        return longest;
    }

    /// The answer whose number in the summary begins the text: "15 should be OpenVPN", "number 3 is wrong".
    private Optional<Candidate> atPosition() {
        if (sessionStep.currentStep().step() instanceof ScriptStep.Question
                && !sessionStep.session().picking()) {
            return Optional.empty();
        }
        Utterance rest = utterance.withoutStart(BEFORE_POSITION, null);
        String number = rest.isEmpty() ? "" : numberAt(rest);
        List<Journey.JourneyStep> selectable = sessionStep.journey().selectableSteps();
        if (rest.wordCount() < 2
                || number.length() > MAX_POSITION_DIGITS
                || !number.chars().allMatch(c -> c >= '0' && c <= '9')
                || Integer.parseInt(number) < 1
                || Integer.parseInt(number) > selectable.size()) {
            return Optional.empty();
        }
        Journey.JourneyStep step = selectable.get(Integer.parseInt(number) - 1);
        Mention mention = new Mention(utterance.wordCount() - rest.wordCount(), 1);
        return step.step() instanceof ScriptStep.Question
                ? Optional.of(createCandidate(step, mention))
                : Optional.empty();
    }

    /// A number in digits, or the place that a word gives: "the third answer".
    private static String numberAt(Utterance rest) {
        String place = rest.sense(Lexicon.Sense.ORDINAL, 0, 1);
        return place == null ? rest.word(0) : place;
    }

    private Candidate createCandidate(Journey.JourneyStep step, Mention mention) {
        StoredAnswer given = sessionStep.journey().answerFor(step.key());
        Object now = given == null ? null : given.value();
        NewValueReader reader = new NewValueReader(sessionStep, (ScriptStep.Question) step.step(), now);
        boolean contrasted = reader.namesPresent(utterance);
        NewValueReader.NewValue found = mention == null
                ? reader.findValue(utterance, contrasted, isLast(step))
                : reader.findNamedValue(
                        utterance,
                        utterance.part(0, mention.first()),
                        utterance.part(mention.first() + mention.count(), utterance.wordCount()));
        boolean listed = now instanceof List<?> && asksForChangeOfList(utterance);
        if (listed) {
            found = findChangedList((List<?>) now, reader.readValue(utterance));
        }
        boolean fits = found != null
                && !found.value().equals(now)
                && sessionStep.journey().firstFailedCheck(step, found.value(), false) == null;
        return new Candidate(step, mention, fits ? found : null, contrasted, listed);
    }

    /// The list of now with the values of the text, or without them, or without that at the place it names; null when
    /// it has none, or nothing would be left.
    private NewValueReader.NewValue findChangedList(List<?> now, Object read) {
        List<?> said = read instanceof List<?> values ? values : List.of();
        List<Object> changed = new ArrayList<>(now);
        if (!RequestReader.hasWordsOf(utterance, GlobalCommand.REMOVE)) {
            said.stream().filter(value -> !now.contains(value)).forEach(changed::add);
        } else if (said.isEmpty()) {
            for (int i = 0; i < utterance.wordCount() && changed.size() == now.size(); i++) {
                String place = utterance.sense(Lexicon.Sense.ORDINAL, i, 1);
                if (place != null && Integer.parseInt(place) <= now.size()) {
                    changed.remove(Integer.parseInt(place) - 1);
                }
            }
        } else {
            changed.removeAll(said);
        }
        return changed.isEmpty() || changed.size() == now.size() ? null : new NewValueReader.NewValue(changed, true);
    }

    /// "One more address: 203.0.113.7", "remove the second".
    static boolean asksForChangeOfList(Utterance text) {
        return RequestReader.hasWordsOf(text, GlobalCommand.ADD)
                || RequestReader.hasWordsOf(text, GlobalCommand.REMOVE);
    }
}
