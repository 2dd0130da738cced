// A whole registration by the generated client. Prints what it has reached.
import {
    ApplicationsApi,
    Configuration,
    ConversationApi,
    FilesApi,
    FormsApi,
    GuidanceApi,
    MeApi,
    ResponseError,
    TicketsApi,
} from "./client";

declare const process: { argv: string[] };
declare function require(module: "fs"): { readFileSync(path: string): Uint8Array<ArrayBuffer> };

const basePath = process.argv[2].replace(/\/$/, "");
const reached: string[] = [];

function needed<T>(value: T | null | undefined): T {
    if (value === null || value === undefined) {
        throw new Error("a member is missing");
    }
    return value;
}

async function problemOf(refused: Promise<unknown>): Promise<string> {
    try {
        await refused;
    } catch (error) {
        if (error instanceof ResponseError) {
            const problem: { type: string } = await error.response.json();
            return problem.type.replace("/problems/", "");
        }
        throw error;
    }
    throw new Error("it was not refused");
}

async function readGuidance(open: Configuration): Promise<void> {
    const found = await new GuidanceApi(open).searchTopics({ q: "do I have to pay anything?" });
    if (needed(found.topics)[0].id === "fee") {
        reached.push("answered");
    }
    const situation: { [key: string]: string } = { situation: "work", need: "alone", which: "employer", line: "static" };
    const answers: { [key: string]: string } = {};
    const forms = new FormsApi(open);
    for (let questions = 0; questions < 10; questions++) {
        const response = await forms.checkEligibility({ answersInput: { answers } });
        if (response.result) {
            reached.push(response.result === "by_address" ? "eligible" : response.result);
            return;
        }
        const key = needed(needed(response.next).key);
        answers[key] = situation[key];
    }
}

async function register(me: Configuration): Promise<string> {
    const applications = new ApplicationsApi(me);
    const files = new FilesApi(me);
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
        const photo = new Blob([require("fs").readFileSync(question + ".jpg")], { type: "image/jpeg" });
        answers[question] = (await files.uploadFile({ file: photo, name: question + ".jpg" })).file;
    }
    const created = await applications.createDraft({ newDraftInput: { form: "register-individual" } });
    const id = needed(needed(created.draft).id);
    reached.push(await problemOf(applications.submitDraft({ id, submissionInput: { declaration: true } })));
    await applications.fillDraft({ id, answersInput: { answers } });
    const sent = await applications.submitDraft({ id, submissionInput: { declaration: true } });
    return needed(needed(sent.application).reference);
}

async function main(): Promise<void> {
    await readGuidance(new Configuration({ basePath }));
    const token = await new ConversationApi(new Configuration({ basePath })).createToken();
    const me = new Configuration({ basePath, accessToken: needed(token.token), headers: { "Accept-Language": "en" } });
    const reference = await register(me);
    const applications = new ApplicationsApi(me);
    reached.push(needed((await applications.showApplication({ reference })).status));
    const documents = needed((await applications.listDocuments({ reference })).documents);
    reached.push(documents.length + " documents");
    const withdrawn = await applications.takeAction({ reference, actionRequest: { action: "withdraw" } });
    reached.push(needed(needed(withdrawn.application).status));
    const tickets = new TicketsApi(me);
    await tickets.openTicket({ newTicketRequest: { topic: "complaint", text: "My provider does not answer.", reference } });
    if (needed((await tickets.listTickets()).tickets).length === 1) {
        reached.push("ticket");
    }
    await new MeApi(me).changePerson({ personChangeRequest: { language: "ur-Latn" } });
    reached.push(needed((await new MeApi(me).showPerson()).language));
    console.log(reached.join(", "));
}

main();
