package pk.rahnuma.web.site;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.shared.OperatingMode;
import pk.rahnuma.shared.OperatorConfiguration;
import pk.rahnuma.shared.PublicBaseUrl;
import pk.rahnuma.shared.SandboxConfiguration;
import pk.rahnuma.web.PageAssets;

/// Collects the values that are the same on all pages of the site.
@Factory
final class SiteFactory {

    @Singleton
    SiteView.Site createSite(
            ScriptLibrary library,
            OperatingMode mode,
            OperatorConfiguration operator,
            PublicBaseUrl base,
            SandboxConfiguration settings,
            PageAssets assets,
            PersonSignInService signIns) {
        return new SiteView.Site(
                library.texts(),
                mode.toWord(),
                operator,
                base.baseUrl(),
                assets.version(),
                settings.sandbox(),
                signIns.isOffered());
    }
}
