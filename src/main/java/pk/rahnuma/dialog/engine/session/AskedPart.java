package pk.rahnuma.dialog.engine.session;

import java.util.List;
import java.util.Set;
import pk.rahnuma.dialog.field.DateField;
import pk.rahnuma.dialog.field.NameField;
import pk.rahnuma.dialog.field.NumberField;
import pk.rahnuma.dialog.field.TextField;
import pk.rahnuma.dialog.script.ScriptStep;
import pk.rahnuma.dialog.understanding.SentenceSplitter;
import pk.rahnuma.dialog.understanding.Utterance;

/// Finds the part of a text that is meant for the current question.
final class AskedPart {

    /// Words between two values of one type: "from 1 Jan 2025 till 31 Dec 2027", "60, of which 22 work from home".
    private static final Set<String> SERIES_WORDS = Set.of(
            "till", "until", "to", "upto", "of", "including", "se", "tak", "jin", "jinme", "jinmein", "سے", "تک", "جن");

    private AskedPart() {}

    /// @return the same text when all of it is for the question
    static Utterance findIn(Utterance utterance, ScriptStep.Question askedQuestion, SessionStep sessionStep) {
        return takesOwnWords(askedQuestion)
                ? ownText(sessionStep, askedQuestion, utterance)
                : startOfSeries(sessionStep, askedQuestion, utterance);
    }

    /// True for a question whose answer is the words that answer no other.
    private static boolean takesOwnWords(ScriptStep.Question asked) {
        return asked.type() instanceof NameField || asked.type() instanceof TextField;
    }

    /// The text without its last parts, if these answer other questions: "Ravi Fabrics, Lahore" at the name of a
    /// company. The same when there are none.
    private static Utterance ownText(SessionStep sessionStep, ScriptStep.Question askedQuestion, Utterance utterance) {
        List<Utterance> all = SentenceSplitter.splitSentences(utterance, StatementParts.PART_END, Set.of());
        if (all.size() <= 1
                || all.size() > StatementParts.MAX_PARTS
                || sessionStep.currentStep().isInRepeat()) {
            return utterance;
        }
        FurtherAnswerFinder others = new FurtherAnswerFinder(sessionStep, askedQuestion, utterance);
        int own = all.size();
        while (own > 1 && others.answersOtherQuestion(all.get(own - 1))) {
            own--;
        }
        return own == all.size()
                ? utterance
                : utterance.part(
                        0,
                        all.subList(0, own).stream()
                                .mapToInt(Utterance::wordCount)
                                .sum());
    }

    /// The part of a text that has the first of two values of the type that is asked; the text when it has not two.
    private static Utterance startOfSeries(
            SessionStep sessionStep, ScriptStep.Question askedQuestion, Utterance utterance) {
        List<Utterance> series = seriesIn(sessionStep, askedQuestion, utterance);
        return series.isEmpty() ? utterance : series.getFirst();
    }

    /// Two parts with a date each, or with a number; empty when the text has not these.
    static List<Utterance> seriesIn(SessionStep sessionStep, ScriptStep.Question askedQuestion, Utterance utterance) {
        if (!(askedQuestion.type() instanceof DateField || askedQuestion.type() instanceof NumberField)
                || !utterance.hasDigit()
                || sessionStep.currentStep().isInRepeat()) {
            return List.of();
        }
        ValueFinder values = new ValueFinder(sessionStep);
        List<Utterance> parts = SentenceSplitter.splitParts(utterance, StatementParts.PART_END, SERIES_WORDS).stream()
                .filter(part -> values.readValue(askedQuestion, part) != null)
                .toList();
        return parts.size() == 2 ? parts : List.of();
    }
}
