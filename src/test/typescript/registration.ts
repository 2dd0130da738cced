// A whole registration by the generated client.
import { ApplicationsApi, Configuration, FormsApi, GuidanceApi, MeApi, StatusApi, TicketsApi } from "./client";
import { check, clientOf, needed, newChat, reached, refused, requireRefused, uploadPhoto } from "./support";

async function readGuidance(): Promise<void> {
    const guidance = new GuidanceApi(clientOf());
    const found = await guidance.searchTopics({ q: "do I have to pay anything?" });
    if (found.topics[0].id === "fee") {
        reached.push("answered");
    }
    const topics = await guidance.listTopics();
    check((await guidance.showTopic({ id: topics.topics[0].id })).answer !== "", "a topic has no answer");
    const situation: { [key: string]: string } = { situation: "work", need: "alone", which: "employer", line: "static" };
    const answers: { [key: string]: string } = {};
    const forms = new FormsApi(clientOf());
    check((await forms.listForms()).forms.length > 0, "there is no form");
    check("properties" in (await forms.showFormSchema({ form: "register-individual" })), "the form has no questions");
    for (let questions = 0; questions < 10; questions++) {
        const response = await forms.checkEligibility({ answersInput: { answers } });
        if (response.result) {
            reached.push(response.result === "by_address" ? "eligible" : response.result);
            return;
        }
        const key: string = needed(response.next).key;
        answers[key] = situation[key];
    }
}

async function apply(me: Configuration): Promise<string> {
    const applications = new ApplicationsApi(me);
    const answers: { [key: string]: any } = {
        consent: true,
        work_type: "freelancer",
        full_name: "Ayesha Khan",
        id_number: "35202-1234567-8",
        mobile: "0300 1234567",
        email: "ayesha@example.com",
        city: "lahore",
        route: "static_ip",
        isp: "nayatel",
        subscriber_id: "NT-99812",
        vpn_software: "OpenVPN",
        purpose: "remote_servers",
        client_name: "Acme Software",
        ips: ["103.255.4.23"],
    };
    for (const question of ["id_front", "id_back", "proof_file"]) {
        answers[question] = await uploadPhoto(me, question);
    }
    const created = await applications.createDraft({ newDraftInput: { form: "register-individual" } });
    const id: string = needed(created.draft).id;
    const early = await refused(applications.submitDraft({ id, submissionInput: { declaration: true } }));
    reached.push(early.type.replace("/problems/", ""));
    await applications.fillDraft({ id, answersInput: { answers } });
    const sent = await applications.submitDraft({ id, submissionInput: { declaration: true } });
    return needed(sent.application).reference;
}

/** Returns the reference of the application. */
export async function register(): Promise<string> {
    await readGuidance();
    const me = await newChat();
    const reference = await apply(me);
    const applications = new ApplicationsApi(me);
    check((await applications.listApplications()).applications.length === 1, "there is not one application");
    const lines = (await applications.listLines({ application: reference })).lines;
    check(lines.length === 1 && lines[0].parts.addresses.length === 1, "the line is not listed with its address");
    const file = await applications.exportLines({ application: reference, format: "json" });
    check(file.lines.length === 1, "the line is not in the file");
    const certificate = await requireRefused(422, applications.giveCertificate({ reference }));
    check(certificate.title === "This desk does not offer this", "a desk that is not the register gives a certificate");
    const application = await applications.showApplication({ reference });
    reached.push(application.status);
    const statusRequest = { reference, proof: "35202-1234567-8" };
    check((await new StatusApi(clientOf()).showStatus({ statusRequest })).since <= new Date(), "the status is of later");
    await requireRefused(404, new StatusApi(me).findByAddress({ addressStatusRequest: { proof: "000000" } }));
    const documents = (await applications.listDocuments({ reference })).documents;
    reached.push(documents.length + " documents");
    const withdrawn = await applications.takeAction({ reference, actionRequest: { action: "withdraw" } });
    reached.push(needed(withdrawn.application).status);
    const tickets = new TicketsApi(me);
    const newTicketRequest = { topic: "complaint" as const, text: "My provider does not answer.", reference };
    const { number } = await tickets.openTicket({ newTicketRequest });
    check((await tickets.showTicket({ number })).text === newTicketRequest.text, "the ticket has another text");
    if ((await tickets.listTickets()).tickets.length === 1) {
        reached.push("ticket");
    }
    await new MeApi(me).changePerson({ personChangeRequest: { language: "ur-Latn" } });
    reached.push(needed((await new MeApi(me).showPerson()).language));
    return reference;
}
