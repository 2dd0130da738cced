package pk.rahnuma.desk;

import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import pk.rahnuma.dialog.model.EngineContext;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.dialog.script.ScriptTexts;
import pk.rahnuma.registration.Line;
import pk.rahnuma.registration.form.FormAnswers;
import pk.rahnuma.registration.form.MaskedAnswers;
import pk.rahnuma.registration.form.OptionNames;
import pk.rahnuma.registration.form.ProviderNames;
import pk.rahnuma.registration.overview.PersonLineService;
import pk.rahnuma.shared.DeskIdentity;

/// Tables of lines in the words of a language: the empty one to fill in, and that of the lines which a person may see.
/// Parts of a line have the names by which the form of an organisation finds them in a table, so that what was received
/// can be changed and sent.
@Singleton
public final class LineTableService {

    private static final String PROVIDER = OptionNames.PROVIDER_QUESTION;
    private static final String CITY = OptionNames.CITY_QUESTION;
    private static final String LABEL = ".label";

    private final ScriptTexts texts;
    private final OptionNames options;
    private final DeskIdentity desk;
    private final ProviderNames providers;

    LineTableService(ScriptLibrary library, OptionNames options, DeskIdentity desk, ProviderNames providers) {
        this.texts = library.texts();
        this.options = options;
        this.desk = desk;
        this.providers = providers;
    }

    /// Heading of the table to fill in.
    public List<String> templateHeading(String language) {
        return Stream.of(
                        "register-company.site.label",
                        PROVIDER + LABEL,
                        "register-individual.subscriber_id.label",
                        "register-company.addresses.label",
                        "register-company.sponsor.label")
                .map(key -> text(language, key))
                .toList();
    }

    /// Heading of the table of lines.
    public List<String> heading(String language) {
        return Stream.of(
                        Stream.of(
                                        "site.lines_reference",
                                        "site.lines_number",
                                        "site.lines_status",
                                        "site.since",
                                        "site.valid_from",
                                        "site.valid_until")
                                .map(key -> text(language, key)),
                        templateHeading(language).stream(),
                        Stream.of(text(language, "site.organisation")))
                .flatMap(names -> names)
                .toList();
    }

    /// Row of a line below the heading. What identifies the customer is masked for whoever only reads.
    public List<String> toRow(PersonLineService.LineView view, String language) {
        Line line = view.content().line();
        FormAnswers answers = view.content().answers();
        Map<String, String> parts = MaskedAnswers.maskAnswers(answers, view.acts());
        List<String> addresses = answers.writtenAddresses();
        return List.of(
                view.application().reference().toGroupedText(),
                Integer.toString(line.number()),
                text(language, "values." + line.status().toWord()),
                LocalDate.ofInstant(line.since(), EngineContext.PAKISTAN_ZONE).toString(),
                Objects.toString(line.term().from(), ""),
                Objects.toString(line.term().until(), ""),
                parts.getOrDefault(FormAnswers.SITE, ""),
                providers.nameProvider(answers.providerName(), language),
                parts.getOrDefault(FormAnswers.SUBSCRIBER_ID, ""),
                addresses.isEmpty()
                        ? parts.getOrDefault(FormAnswers.VPN_MOBILE, "")
                        : String.join(MaskedAnswers.VALUE_SEPARATOR, addresses),
                parts.getOrDefault(FormAnswers.SPONSOR, ""),
                view.organisation() == null ? "" : view.organisation());
    }

    /// Names of the internet companies that the form offers.
    public List<String> listProviders(String language) {
        return listOptions(PROVIDER, language);
    }

    /// Names of the cities that the form offers.
    public List<String> listCities(String language) {
        return listOptions(CITY, language);
    }

    private List<String> listOptions(String question, String language) {
        return options.listCodes(question).stream()
                .map(code -> text(language, OptionNames.toTextKey(question, code)))
                .toList();
    }

    /// Code of the internet company that people call so, in any language; the name itself when it is not in the form.
    public String readProvider(String name) {
        return options.readCode(PROVIDER, name);
    }

    /// Code of the city that people call so, in any language; the name itself when it is not in the form.
    public String readCity(String name) {
        return options.readCode(CITY, name);
    }

    private String text(String language, String key) {
        return texts.formatText(language, key, desk.textArguments());
    }
}
