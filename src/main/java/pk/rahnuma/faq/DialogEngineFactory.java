package pk.rahnuma.faq;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import pk.rahnuma.dialog.engine.DialogEngine;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.script.ScriptFlowRepository;

/// Provides the scripts, with the older versions that sessions use.
@Factory
class DialogEngineFactory {

    /// Loads all scripts.
    ///
    /// @throws pk.rahnuma.dialog.script.InvalidScriptsException when anything is invalid
    @Singleton
    ScriptLibrary scriptLibrary(ContentLoader scripts, ScriptFlowRepository flows, Clock clock) {
        ScriptLibrary current = scripts.scriptLibrary();
        flows.saveScripts(current.currentScripts(), clock.instant());
        return current.withVersions(flows.findSources());
    }

    @Singleton
    DialogEngine dialogEngine(ScriptLibrary library, ContentLoader scripts) {
        return new DialogEngine(
                library,
                scripts.faqMatcher(),
                (text, possible) -> scripts.actClassifier().findActs(text, possible));
    }
}
