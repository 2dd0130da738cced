// What a person does besides a registration: chat, parts of files, devices, joining, notifications, tickets, erasure.
import {
    ApplicationsApi,
    ConversationApi,
    DevicesApi,
    FilesApi,
    LinksApi,
    MeApi,
    MyDataApi,
    NotificationsApi,
    RecoveryRequestByEnum,
    SignInApi,
    TicketsApi,
} from "./client";
import { check, clientOf, needed, newChat, photo, requireRefused, signIn, startSignIn, uploadPhoto } from "./support";

async function talk(): Promise<void> {
    const client = await newChat();
    const conversation = new ConversationApi(client);
    const answered = await conversation.sendMessage({ messageInput: { id: "type-0001", text: "/start" } });
    check(answered.messages.length > 0, "the desk does not answer");
    check((await conversation.readMessages({})).seq > 0, "there is no message");
    await new ConversationApi(clientOf()).streamEvents({});
    const applications = new ApplicationsApi(client);
    const created = await applications.createDraft({
        newDraftInput: { form: "register-individual", answers: { consent: true } },
    });
    const draft = needed(created.draft);
    const id = draft.id;
    await applications.fillDraft({ id, answersInput: { answers: { work_type: "freelancer" } } });
    check((await applications.showDraft({ id })).at !== draft.at, "the answer is not there");
    await applications.checkDraft({ id, answersInput: { answers: { full_name: "Ayesha Khan" } } });
    await applications.discardDraft({ id });
    check((await applications.listDrafts()).drafts.length === 0, "the draft is still there");
}

async function manageDevices(): Promise<void> {
    const client = await newChat();
    const devices = new DevicesApi(client);
    const second = (await devices.addToken()).token;
    const other = needed((await devices.listTokens()).tokens.find((each) => !each.current));
    await devices.revokeToken({ id: other.id });
    await requireRefused(401, new MeApi(clientOf(second)).showPerson());
    await devices.signOutChat();
    await requireRefused(401, new MeApi(client).showPerson());
}

async function sendPhoto(): Promise<void> {
    const client = await newChat();
    const files = new FilesApi(client);
    const file = await uploadPhoto(client, "id_back");
    check((await files.downloadFile({ id: file })).size === photo("id_back").size, "the file has another size");
    check((await files.readThumbnail({ id: file })).size > 0, "there is no thumbnail");
}

async function signInOtherwise(reference: string): Promise<void> {
    const signIns = new SignInApi(clientOf());
    check((await signIns.listSignInWays()).by.includes("sms"), "SMS is not offered");
    const recoveryRequest = { reference, proof: "35202-1234567-8", by: RecoveryRequestByEnum.Sms };
    check((await signIns.startRecovery({ recoveryRequest })).next === "code", "no code is asked for");
    const problem = await requireRefused(422, signIns.signInByTelegram({ telegramSignInRequest: { initData: "hash=1" } }));
    check(problem.type === "/problems/not-offered", problem.type);
}

async function linkAndPart(): Promise<void> {
    const begun = await signIn(await newChat(), "0300 2000011");
    const tokens = await new SignInApi(clientOf()).refreshTokens({ refreshRequest: { refresh: begun.refresh } });
    const client = clientOf(tokens.access);
    const other = clientOf((await signIn(clientOf(), "0300 2000012")).access);
    const newTicketRequest = { topic: "something_else" as const, text: "May I ask something?" };
    await new TicketsApi(client).openTicket({ newTicketRequest });
    await new TicketsApi(other).openTicket({ newTicketRequest });
    const { id, code } = await startSignIn(client, "0300 2000012");
    const refused = await requireRefused(409, new SignInApi(client).checkCode({ id, codeRequest: { code } }));
    const links = new LinksApi(client);
    const offer: string = refused.offer.id;
    check(!(await links.showOffer({ id: offer })).accepted, "it is accepted already");
    check((await links.acceptOffer({ id: offer })).accepted, "it is not accepted");
    const link = needed((await links.listLinks()).links[0]).id;
    await new LinksApi(other).partLink({ id: link });
    check((await links.listLinks()).links.length === 0, "they are still linked");
    const me = new MeApi(client);
    const number = needed((await me.listIdentities()).identities[0]).id;
    await requireRefused(409, me.removeIdentity({ id: number }));

    const lost = await signIn(clientOf(), "0300 2000011");
    const devices = new DevicesApi(client);
    await devices.signOutDevice({ id: needed((await devices.listDevices()).devices.find((each) => !each.current)).id });
    await requireRefused(401, new MeApi(clientOf(lost.access)).showPerson());
    await new SignInApi(clientOf()).signOut({ refreshRequest: { refresh: tokens.refresh } });
    await requireRefused(401, new MeApi(client).showPerson());
}

async function readNews(): Promise<void> {
    const client = clientOf((await signIn(clientOf(), "0300 2000013")).access);
    await new ConversationApi(client).sendMessage({ messageInput: { id: "type-0003", text: "/start" } });
    const news = new NotificationsApi(client);
    check((await news.listNotifications({})).notifications.length === 0, "there are news");
    check((await news.markRead({ readMarkRequest: { upTo: 1 } })).readUpTo === 1, "another mark");
    check((await news.showPreferences()).sms.available, "there is no SMS");
    check((await news.changePreferences({ preferencesRequest: { email: false, sms: true } })).sms.on, "SMS is off");
    check((await news.listSubscriptions()).subscriptions.length === 0, "there is a subscription");
    const subscribed = await news.subscribe({
        subscriptionRequest: {
            endpoint: "https://updates.push.services.mozilla.com/wpush/v2/type",
            keys: {
                p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
                auth: "BTBZMqHH6r4Tts7J_aSIgg",
            },
        },
    });
    await news.unsubscribe({ id: subscribed.id });
}

async function writeTickets(): Promise<void> {
    const tickets = new TicketsApi(await newChat());
    const newTicketRequest = { topic: "something_else" as const, text: "May I ask something?" };
    const { number } = await tickets.openTicket({ newTicketRequest });
    await tickets.addMessage({ number, newTicketMessageRequest: { text: "It is about my line." } });
    check((await tickets.listMessages({ number })).messages.length > 0, "the message is not there");
    await requireRefused(409, tickets.rateTicket({ number, ticketRatingRequest: { stars: 5 } }));
}

async function decideOnData(): Promise<void> {
    const client = await newChat();
    const me = new MeApi(client);
    const { version } = await me.showConsentText();
    check((await me.answerConsent({ consentRequest: { version, given: true } })).consent.valid, "no consent");
    check(!(await me.withdrawConsent()).consent.valid, "there is still consent");
    check(needed((await me.requestErasure()).erasure).due > new Date(), "the erasure is past");
    check(!(await me.cancelErasure()).erasure, "the erasure goes on");
    const data = new MyDataApi(client);
    check(Object.keys(await data.exportData({})).length > 0, "there are no data");
}

export async function doTheRest(reference: string): Promise<void> {
    await talk();
    await manageDevices();
    await sendPhoto();
    await signInOtherwise(reference);
    await linkAndPart();
    await readNews();
    await writeTickets();
    await decideOnData();
}
