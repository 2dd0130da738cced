package pk.rahnuma.telegram.send;

import io.micronaut.context.annotation.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.webapp.WebAppInfo;
import pk.rahnuma.conversation.ConversationFormService;
import pk.rahnuma.conversation.FormCatalogService;
import pk.rahnuma.conversation.batch.MessageIntake;
import pk.rahnuma.dialog.model.Reply;
import pk.rahnuma.dialog.model.ReplyButton;
import pk.rahnuma.dialog.render.CallbackData;
import pk.rahnuma.dialog.render.CommandData;
import pk.rahnuma.dialog.render.FormView;
import pk.rahnuma.dialog.script.ScriptLibrary;
import pk.rahnuma.messaging.conversation.Chat;
import pk.rahnuma.shared.Language;
import pk.rahnuma.shared.PublicBaseUrl;
import pk.rahnuma.shared.ScriptNames;

/// Buttons that open pages within Telegram: forms, beside the choice of a form and its first question, and the page of
/// a sign-in, beside its link, which a browser would open without the chat. Telegram accepts them in private chats, and
/// only with https.
@Singleton
@Requires(beans = TelegramConfiguration.class)
class TelegramAppButtons {

    private static final String HTTPS = "https://";
    private static final String PAGE = "/telegram-app?page=";
    private static final String FORMS = "apply";
    private static final String SIGN_IN = ScriptNames.SIGN_IN;
    /// No form has more accepted moves before its first question: only these few prompts are looked at.
    private static final int MAX_FIRST_TOKEN = 3;

    private final Optional<String> base;
    private final ScriptLibrary library;
    private final ConversationFormService forms;
    /// Languages by the titles of forms in them: a reply does not name its language.
    private final Map<String, String> languages;

    @Inject
    TelegramAppButtons(
            PublicBaseUrl base, FormCatalogService catalog, ScriptLibrary library, ConversationFormService forms) {
        this(base.baseUrl(), catalog, library, forms);
    }

    /// @param base public address of the desk; empty when it has none
    TelegramAppButtons(
            Optional<String> base, FormCatalogService catalog, ScriptLibrary library, ConversationFormService forms) {
        this.base = base.filter(url -> url.startsWith(HTTPS));
        this.library = library;
        this.forms = forms;
        this.languages = this.base.isEmpty() ? Map.of() : readTitles(catalog);
    }

    private static Map<String, String> readTitles(FormCatalogService catalog) {
        return Language.ALL.stream()
                .flatMap(language -> catalog.listForms(language).stream()
                        .filter(FormCatalogService.FormLink::draft)
                        .map(form -> Map.entry(CommandData.ofScript(form.name()) + " " + form.title(), language)))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one));
    }

    /// Button that opens the form which a reply offers or begins, the list of forms when it offers several, or the page
    /// of a sign-in to which it has a link.
    ///
    /// @return empty when it does neither, or the desk has no public address with https
    Optional<InlineKeyboardButton> findButton(Chat chat, Reply reply) {
        if (base.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> signIn = Language.ALL.stream()
                .filter(each -> reply.text().contains(base.get() + "/" + each + "/" + SIGN_IN))
                .findFirst();
        if (signIn.isPresent()) {
            return Optional.of(createButton(SIGN_IN, "telegram.sign_in", signIn.get()));
        }
        List<ReplyButton> buttons =
                reply.buttons().stream().flatMap(List::stream).toList();
        List<ReplyButton> offered = buttons.stream()
                .filter(button -> languages.containsKey(button.data() + " " + button.label()))
                .toList();
        if (offered.isEmpty()) {
            return findBegun(chat, buttons)
                    .flatMap(form ->
                            createFormButton("/" + form.script(), CommandData.ofScript(form.script()), form.title()));
        }
        ReplyButton first = offered.getFirst();
        String page =
                offered.size() == 1 ? "/" + CommandData.parseData(first.data()).argument() : "";
        return createFormButton(page, first.data(), first.label());
    }

    /// Form whose first question a prompt asks.
    private Optional<FormView> findBegun(Chat chat, List<ReplyButton> buttons) {
        Optional<CallbackData> first = buttons.stream()
                .map(button -> CallbackData.parseData(button.data()))
                .filter(Objects::nonNull)
                .findFirst()
                .filter(data -> data.token() <= MAX_FIRST_TOKEN);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        try {
            return forms.openForms(chat).findForm(first.get().session()).filter(form -> form.position() == 1);
        } catch (MessageIntake.IntakeUnavailableException e) {
            // The message matters more than the button.
            return Optional.empty();
        }
    }

    private Optional<InlineKeyboardButton> createFormButton(String form, String data, String title) {
        return Optional.ofNullable(languages.get(data + " " + title))
                .map(language -> createButton(FORMS + form, "telegram.form", language));
    }

    private InlineKeyboardButton createButton(String page, String text, String language) {
        return InlineKeyboardButton.builder()
                .text(library.texts().formatText(language, text))
                .webApp(new WebAppInfo(base.orElseThrow() + PAGE + page))
                .build();
    }
}
