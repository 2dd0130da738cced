package pk.rahnuma.web;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import pk.rahnuma.dialog.model.GlobalCommand;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.render.NamedControls;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.shared.DeskIdentity;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.OperatorConfiguration;
import pk.rahnuma.shared.PublicBaseUrl;
import pk.rahnuma.shared.ScriptNames;

/// Collects the values that are the same on all pages of the site.
@Factory
final class SiteFactory {

    /// Paths behind the language of the pages that stand for a control of the chat.
    private static final Map<String, String> PAGE_PATHS = Map.of(
            GlobalCommand.STATUS.buttonData(),
            StatusPageController.PATH,
            CommandData.ofScript(ScriptNames.STATUS),
            StatusPageController.PATH,
            CommandData.ofScript(ScriptNames.MY_REGISTRATIONS),
            StatusPageController.PATH,
            CommandData.ofScript(ScriptNames.ELIGIBILITY),
            EligibilityPageController.PATH,
            CommandData.ofScript(ScriptNames.REGISTER_INDIVIDUAL),
            FormPages.PATH + "/" + ScriptNames.REGISTER_INDIVIDUAL,
            CommandData.ofScript(ScriptNames.REGISTER_COMPANY),
            FormPages.PATH + "/" + ScriptNames.REGISTER_COMPANY);

    @Singleton
    SiteView.Site createSite(
            ScriptLibrary library,
            DeskIdentity desk,
            OperatorConfiguration operator,
            PublicBaseUrl base,
            PageWarnings warnings,
            PageAssets assets,
            PersonSignInService signIns) {
        return new SiteView.Site(
                library.texts(),
                desk,
                operator,
                base.baseUrl(),
                assets.version(),
                warnings.listKeys(),
                signIns.isOffered(),
                Language.ALL.stream()
                        .collect(Collectors.toMap(Function.identity(), language -> findControls(library, language))));
    }

    /// Addresses at which the controls of the chat are found, by their labels: forms and the status have pages of their
    /// own.
    private static Map<String, String> findControls(ScriptLibrary library, String language) {
        Map<String, String> controls = new HashMap<>();
        NamedControls.findLabels(library, language)
                .forEach((label, data) -> controls.put(
                        label,
                        Optional.ofNullable(PAGE_PATHS.get(data))
                                .map(page -> "/" + language + "/" + page)
                                .orElseGet(() -> ChatPageController.pathIn(language))));
        return Map.copyOf(controls);
    }
}
