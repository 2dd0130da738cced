package pk.rahnuma.guidance;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import pk.rahnuma.dialog.Questions;
import pk.rahnuma.dialog.script.Library;
import pk.rahnuma.dialog.script.Problem;
import pk.rahnuma.dialog.script.ScriptsInvalid;
import pk.rahnuma.dialog.script.Sources;
import pk.rahnuma.guidance.answers.Answers;
import pk.rahnuma.guidance.answers.OwnWords;
import pk.rahnuma.guidance.answers.Understanding;
import pk.rahnuma.guidance.answers.Understood;

/// The scripts and answers as they lie in their folder, read and checked once: by whoever needs them first, or before
/// that on threads of their own. The packaged answers were checked when they were packaged: the start does not wait
/// for them.
public final class CurrentScripts {

    /// A form does not stop for less.
    private static final double SURE = 0.7;

    private static final double NEAR = 0.2;

    private final boolean packaged;
    private final FutureTask<Sources> files;
    private final FutureTask<Library> scripts;
    private final FutureTask<Answers> answers;
    private final FutureTask<Understanding> understanding;
    private final FutureTask<OwnWords> ownWords;

    /// @param folder of the operator, or null for the packaged one
    public CurrentScripts(String folder) {
        packaged = folder == null || folder.isBlank();
        files = new FutureTask<>(() -> Folder.served(folder));
        scripts = new FutureTask<>(() ->
                packaged ? Library.trusted(sources(), ActionTypes.all()) : Library.load(sources(), ActionTypes.all()));
        answers = new FutureTask<>(() -> Answers.load(sources()));
        understanding = new FutureTask<>(() -> Understanding.of(answers()));
        ownWords = new FutureTask<>(() -> OwnWords.of(answers()));
    }

    /// Begins to read while the caller does something else.
    public void begin() {
        Thread.ofPlatform().name("scripts").daemon().start(scripts);
        if (!packaged) {
            Thread.ofPlatform().name("answers").daemon().start(answers);
        }
    }

    private Sources sources() {
        return of(files);
    }

    /// The scripts, without older versions.
    ///
    /// @throws ScriptsInvalid when anything does not check, be it among the answers of an operator's folder
    public Library library() {
        check(packaged ? List.of(scripts) : List.of(scripts, answers));
        return of(scripts);
    }

    /// @throws ScriptsInvalid when anything does not check, be it among the scripts
    public Answers answers() {
        check(List.of(scripts, answers));
        return of(answers);
    }

    /// What understands questions. Whoever is first waits most of a second for it.
    public Understanding understanding() {
        return of(understanding);
    }

    /// What tells a question without naming anybody.
    OwnWords ownWords() {
        return of(ownWords);
    }

    /// What the engine asks of a text that is no answer.
    public Questions questions() {
        return new Questions() {
            @Override
            public boolean isAnswered(String text) {
                Understood understood = understanding().of(text);
                return understood.topic() != null && understood.confidence() >= SURE;
            }

            @Override
            public boolean isNear(String text) {
                return understanding().of(text).confidence() >= NEAR;
            }
        };
    }

    private static void check(List<FutureTask<?>> tasks) {
        List<Problem> problems = new ArrayList<>();
        for (FutureTask<?> task : tasks) {
            try {
                of(task);
            } catch (ScriptsInvalid e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ScriptsInvalid(problems);
        }
    }

    private static <T> T of(FutureTask<T> task) {
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
