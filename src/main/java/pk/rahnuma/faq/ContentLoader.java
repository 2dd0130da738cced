package pk.rahnuma.faq;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import pk.rahnuma.dialog.engine.FaqMatcher;
import pk.rahnuma.dialog.engine.LanguageDetector;
import pk.rahnuma.dialog.reading.ActClassifier;
import pk.rahnuma.dialog.script.InvalidScriptsException;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptProblem;
import pk.rahnuma.dialog.script.ScriptSources;
import pk.rahnuma.dialog.understanding.CityPhrases;
import pk.rahnuma.faq.catalog.AnswerStatus;
import pk.rahnuma.faq.catalog.FaqCatalog;
import pk.rahnuma.faq.catalog.MessageActClassifier;
import pk.rahnuma.faq.catalog.QuestionClassification;
import pk.rahnuma.faq.catalog.QuestionClassifier;
import pk.rahnuma.faq.catalog.QuestionInterpreter;
import pk.rahnuma.faq.catalog.VocabularyRedactor;
import pk.rahnuma.script.ActionTypeRegistry;
import pk.rahnuma.script.ScriptFolderReader;

/// Reads and checks the scripts and answers of a folder once: on first use, or before that on threads of its own.
/// Packaged answers were checked when they were packaged; the start does not wait for them.
public final class ContentLoader {

    /// Minimum confidence for an answer in the middle of a form.
    private static final double MIN_ANSWER_CONFIDENCE = 0.7;

    private static final double MIN_NEAR_CONFIDENCE = 0.2;

    private static final String ACTS_PREFIX = "acts.";
    /// Characters of a question; the script that answers questions takes no longer ones (`ask.yaml`).
    private static final int MAX_QUESTION_LENGTH = 500;

    /// The files of a folder, and what is made of its answers.
    private static final class FolderContent {

        /// Content of the packaged folder, which all loaders of this process share.
        static final FolderContent PACKAGED = new FolderContent(null);

        private final FutureTask<ScriptSources> files;
        private final FutureTask<ScriptLibrary> scripts;
        private final FutureTask<LanguageDetector> languages;
        private final FutureTask<FaqCatalog> answers;
        private final FutureTask<QuestionClassifier> classifier;
        private final FutureTask<QuestionInterpreter> interpreter;
        private final FutureTask<VocabularyRedactor> redactor;
        private final FutureTask<MessageActClassifier> acts;

        /// @param folder of the operator, or null for the packaged one
        FolderContent(String folder) {
            files = new FutureTask<>(() -> ScriptFolderReader.readServedSources(folder));
            scripts = new FutureTask<>(() -> folder == null
                    ? ScriptLibrary.loadTrusted(runTask(files), ActionTypeRegistry.loadAll())
                    : ScriptLibrary.loadChecked(runTask(files), ActionTypeRegistry.loadAll()));
            languages =
                    new FutureTask<>(() -> new LanguageDetector(runTask(scripts).texts()));
            answers = new FutureTask<>(() -> FaqCatalog.loadCatalog(runTask(files)));
            classifier = new FutureTask<>(() -> QuestionClassifier.trainOn(runTask(answers)));
            interpreter = new FutureTask<>(() -> new QuestionInterpreter(runTask(classifier), runTask(answers)));
            redactor = new FutureTask<>(() -> VocabularyRedactor.fromCatalog(runTask(answers)));
            acts = new FutureTask<>(() -> {
                // One after the other: both at once would take twice the memory.
                runTask(classifier);
                return MessageActClassifier.trainOn(
                        runTask(scripts).texts().sentencesUnder(ACTS_PREFIX), runTask(answers));
            });
        }
    }

    private final boolean packaged;
    private final FolderContent content;

    /// Creates a loader.
    ///
    /// @param folder of the operator, or null for the packaged one
    public ContentLoader(String folder) {
        packaged = folder == null || folder.isBlank();
        content = packaged ? FolderContent.PACKAGED : new FolderContent(folder);
    }

    /// Starts reading in the background.
    public void startLoading() {
        Thread.ofPlatform().name("scripts").daemon().start(content.scripts);
        if (!packaged) {
            Thread.ofPlatform().name("answers").daemon().start(content.answers);
        }
    }

    /// The scripts, without older versions.
    ///
    /// @throws InvalidScriptsException when anything is invalid, including the answers of an operator's folder
    public ScriptLibrary scriptLibrary() {
        runTasks(packaged ? List.of(content.scripts) : List.of(content.scripts, content.answers));
        return runTask(content.scripts);
    }

    /// The answers.
    ///
    /// @throws InvalidScriptsException when anything is invalid, including the scripts
    public FaqCatalog faqCatalog() {
        runTasks(List.of(content.scripts, content.answers));
        return runTask(content.answers);
    }

    /// The classifier of questions. The first caller waits a second or two for it.
    public QuestionClassifier questionClassifier() {
        return runTask(content.classifier);
    }

    /// Interprets a question. A person who says that they are in a city of Pakistan asks none: "I live in Lahore"
    /// resembles questions from abroad. The first caller waits as for the classifier.
    public List<QuestionClassification> interpretQuestion(String text) {
        String question =
                CityPhrases.removeStatements(scriptLibrary().texts().lexicon().read(text));
        return question.isBlank() && !text.isBlank()
                ? List.of(QuestionClassification.NONE)
                : runTask(content.interpreter).interpretQuestion(question);
    }

    /// The classifier of acts. The first caller waits a second or two for it.
    public ActClassifier actClassifier() {
        return runTask(content.acts);
    }

    /// True when [#questionClassifier] does not wait.
    boolean isClassifierTrained() {
        return content.classifier.isDone() && content.acts.isDone();
    }

    /// The detector of the language in which a question is asked.
    LanguageDetector languageDetector() {
        return runTask(content.languages);
    }

    /// The redactor that reduces a question to words of the desk.
    public VocabularyRedactor vocabularyRedactor() {
        return runTask(content.redactor);
    }

    /// The matcher that the engine asks about a text that is not an answer. The beginning of a long text decides: what
    /// is longer than a question is not answered, but told so.
    public FaqMatcher faqMatcher() {
        return new FaqMatcher() {
            @Override
            public boolean isAnswered(String text) {
                return isAnswered(text, Set.of(AnswerStatus.OUT_OF_SCOPE));
            }

            /// A person with a form does as the law asks: a sentence that sounds otherwise is an answer or a slip.
            @Override
            public boolean interruptsForm(String text) {
                return isAnswered(text, Set.of(AnswerStatus.OUT_OF_SCOPE, AnswerStatus.CIRCUMVENTION));
            }

            private boolean isAnswered(String text, Set<AnswerStatus> excluded) {
                return interpretQuestion(clipQuestion(text)).stream()
                        .allMatch(understood -> understood.topic() != null
                                && understood.confidence() >= MIN_ANSWER_CONFIDENCE
                                && !excluded.contains(faqCatalog()
                                        .findTopic(understood.topic())
                                        .status()));
            }

            @Override
            public boolean leadsTo(String text, String script) {
                List<QuestionClassification> understood = interpretQuestion(clipQuestion(text));
                String topic = understood.size() == 1 ? understood.getFirst().topic() : null;
                return topic != null
                        && script.equals(faqCatalog().findTopic(topic).leadsTo());
            }

            @Override
            public boolean isNear(String text) {
                return interpretQuestion(clipQuestion(text)).stream()
                        .anyMatch(understood -> understood.confidence() >= MIN_NEAR_CONFIDENCE);
            }
        };
    }

    private static String clipQuestion(String text) {
        return text.codePointCount(0, text.length()) <= MAX_QUESTION_LENGTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_QUESTION_LENGTH));
    }

    private static void runTasks(List<FutureTask<?>> tasks) {
        List<ScriptProblem> problems = new ArrayList<>();
        for (FutureTask<?> task : tasks) {
            try {
                runTask(task);
            } catch (InvalidScriptsException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidScriptsException(problems);
        }
    }

    private static <T> T runTask(FutureTask<T> task) {
        task.run();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
