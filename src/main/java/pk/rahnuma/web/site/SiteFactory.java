package pk.rahnuma.web.site;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import pk.rahnuma.dialog.script.loader.ScriptLibrary;
import pk.rahnuma.person.signin.PersonSignInService;
import pk.rahnuma.shared.PublicBaseUrl;
import pk.rahnuma.shared.desk.DeskIdentity;
import pk.rahnuma.shared.desk.OperatorConfiguration;
import pk.rahnuma.web.PageAssets;
import pk.rahnuma.web.PageWarnings;

/// Collects the values that are the same on all pages of the site.
@Factory
final class SiteFactory {

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
                signIns.isOffered());
    }
}
