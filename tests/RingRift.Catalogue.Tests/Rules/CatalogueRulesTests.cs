using RingRift.Catalogue.Model;
using RingRift.Catalogue.Rules;

namespace RingRift.Catalogue.Tests.Rules;

public sealed class CatalogueRulesTests
{
    private static readonly CatalogueDocument Good = Committed.Catalogue;

    [Fact]
    public void When_the_catalogue_is_the_committed_one_should_break_no_rule() => Assert.Empty(CatalogueRules.Check(Good));

    [Fact]
    public void When_read_should_hold_every_event_of_the_original() =>
        Assert.Empty(File.ReadAllLines(Committed.TestFile("ringrift-names.txt")).Except(Good.Events.Select(entry => entry.Name)));

    [Fact]
    public void When_the_list_of_the_original_is_read_should_hold_352_names() =>
        Assert.Equal(352, File.ReadAllLines(Committed.TestFile("ringrift-names.txt")).Distinct().Count());

    public static TheoryData<string, Func<EventEntry, EventEntry>> BrokenEvents => new()
    {
        { "name 'Training-Failed' must be upper snake case", entry => entry with { Name = "Training-Failed" } },
        { "transport 'pigeon' must be one of process, stage, cluster", entry => entry with { Transport = "pigeon" } },
        { "origin 'unknown' must be one of pipeline, external", entry => entry with { Origin = "unknown" } },
        { "schemaVersion 0 must be 1 or more", entry => entry with { SchemaVersion = 0 } },
        { "category must not be empty", entry => entry with { Category = " " } },
        { "description 'x' must be a sentence", entry => entry with { Description = "x" } },
        { "emitters 'TrainingJob' must be left out for origin external", entry => entry with { Origin = EventEntry.External } },
        { "consumers 'A' must be left out: it stays in its process", entry => entry with { Transport = "process", Consumers = [new() { Handler = "A" }] } },
        { "a consumer must have a handler, a queue or both", To(new()) },
        { "handler 'plan it' must be the name of a class", To(new() { Handler = "plan it" }) },
        { "queue 'Slow' must be lower case words joined by '-', end with -jobs", To(new() { Queue = "Slow" }) },
        { "queue 'slow-work' must be lower case words joined by '-', end with -jobs", To(new() { Handler = "Slow", Queue = "slow-work" }) },
        { "maxDeliveryAttempts 31 must be 1 to 30", To(new() { Handler = "Slow", MaxDeliveryAttempts = 31 }) },
        { "timeToLiveMinutes 0 must be 1 to 1440", To(new() { Handler = "Slow", TimeToLiveMinutes = 0 }) },
        { "consumer or queue 'PlanTraining' must be there once; NPZ_EXPORT_COMPLETE has it", To(new() { Handler = "PlanTraining" }) },
        { "consumer or queue 'training-jobs' must be there once; TRAINING_REQUESTED has it", To(new() { Handler = "Slow", Queue = "training-jobs" }) },
        { "key field 'shard' must be a required field of the payload", entry => entry with { Key = ["shard"] } },
        { "key 'jobId, jobId' must name each field once", entry => entry with { Key = ["jobId", "jobId"] } },
        {
            "field 'jobId' must be there once",
            entry => entry with { Payload = [.. entry.Payload, entry.Payload.Single(one => one.Name == "jobId")] }
        },
        { "field 'job_id' must be camel case", With(one => one with { Name = "job_id" }) },
        { "type 'guid' of field 'jobId' must be one of string, config", With(one => one with { Type = "guid" }) },
        { "field 'jobId' must be in the glossary", With(one => one with { Type = null }) },
        { "description '' of field 'jobId' must be a sentence", With(one => one with { Description = string.Empty }) },
    };

    [Theory]
    [MemberData(nameof(BrokenEvents))]
    public void When_an_event_breaks_a_rule_should_name_it_and_the_rule(string rule, Func<EventEntry, EventEntry> damage)
    {
        var events = Good.Events.Select(entry => entry.Name == "TRAINING_FAILED" ? damage(entry) : entry).ToList();
        Assert.Contains(
            CatalogueRules.Check(Good with { Events = events }),
            error => error.Entry.StartsWith("T", StringComparison.Ordinal) && error.Rule.StartsWith(rule, StringComparison.Ordinal));
    }

    public static TheoryData<string, Func<CatalogueDocument, CatalogueDocument>> BrokenCatalogues => new()
    {
        { "TRAINING_STARTED: the name must be there once, and differ in more than underscores from TRAINING_STARTED", Adding(entry => entry) },
        {
            "TRAINING_STARTED: the name must be there once, and differ in more than underscores from TRAININGSTARTED",
            Adding(entry => entry with { Name = "TRAININGSTARTED" })
        },
        {
            "SELFPLAY_COMPLETE: must not stand beside SELFPLAY_COMPLETED: two names for one fact",
            Adding(entry => entry with { Name = "SELFPLAY_COMPLETED" })
        },
        { "TRAINING_STARTED: is an event and must not be a synonym", Spelling("TRAINING_STARTED", "TRAINING_FAILED") },
        { "TRAINING_BEGUN: event 'TRAINING_BEGAN' must be in the catalogue", Spelling("TRAINING_BEGUN", "TRAINING_BEGAN") },
        { "SYNC_COMPLETE: the spelling must be there once", Spelling("SYNC_COMPLETE", "GAME_SYNCED") },
        { "CLUSTER_SYNC_COMPLETE: the spelling must be there once", Spelling("CLUSTER_SYNC_COMPLETE", "DATA_SYNC_COMPLETED") },
        {
            "NOISE: a refused spelling must have a reason",
            document => document with { RefusedSynonyms = [new Synonym { Spelling = "NOISE", Event = "TRAINING_FAILED" }] }
        },
        { "DAEMON_STOPPED: payloadOf 'NOBODY' must be an event with a payload of its own, and both from here", Sharing("NOBODY") },
        { "DAEMON_STOPPED: payloadOf 'DAEMON_STARTED' must be an event with a payload of its own, and both from here", Sharing("DAEMON_STARTED") },
        { "DAEMON_STOPPED: payloadOf 'BATCH_SCHEDULED' must be an event with a payload of its own, and both from here", Sharing("BATCH_SCHEDULED") },
        { "DAEMON_STOPPED: payload must be left out beside payloadOf 'TRAINING_FAILED'", Sharing("TRAINING_FAILED") },
        {
            "fields: field 'nobody' must be used by an event",
            document => document with
            {
                Fields = new Dictionary<string, FieldEntry> { ["nobody"] = new() { Type = "string", Description = "Nobody." } },
            }
        },
    };

    [Theory]
    [MemberData(nameof(BrokenCatalogues))]
    public void When_entries_contradict_each_other_should_name_one_and_the_rule(string error, Func<CatalogueDocument, CatalogueDocument> damage) =>
        Assert.Contains(error, CatalogueRules.Check(damage(Good)).Select(one => one.ToString()));

    public static TheoryData<string, Func<FieldEntry, FieldEntry>> BrokenExternalFields => new()
    {
        { "field 'jobCount' must be snake case, as Python nodes write it", one => one with { Name = "jobCount" } },
        { "type 'ordinal' of field 'batch_id' must be one of string, integer, number", one => one with { Type = "ordinal" } },
        { "type 'artifact' of field 'batch_id' must be one of string", one => one with { Type = "artifact" } },
        { "field 'batch_id' must be named alone, as a field of the glossary", one => one with { Type = "number" } },
        { "field 'surprise' must be named alone, as a field of the glossary", one => one with { Name = "surprise" } },
    };

    [Theory]
    [MemberData(nameof(BrokenExternalFields))]
    public void When_a_field_from_outside_breaks_a_rule_should_name_it_and_the_rule(string rule, Func<FieldEntry, FieldEntry> damage)
    {
        var events = Good.Events.Select(entry => entry.Name == "BATCH_SCHEDULED"
            ? entry with { Payload = [damage(entry.Payload[0]), .. entry.Payload.Skip(1)] }
            : entry).ToList();
        Assert.Contains(
            CatalogueRules.Check(Good with { Events = events }),
            error => error.Entry == "BATCH_SCHEDULED" && error.Rule.StartsWith(rule, StringComparison.Ordinal));
    }

    private static Func<EventEntry, EventEntry> To(ConsumerEntry consumer) => entry => entry with { Consumers = [.. entry.Consumers, consumer] };

    private static Func<EventEntry, EventEntry> With(Func<FieldEntry, FieldEntry> damage) =>
        entry => entry with { Payload = [.. entry.Payload.Select(field => field.Name == "jobId" ? damage(field) : field)] };

    private static Func<CatalogueDocument, CatalogueDocument> Adding(Func<EventEntry, EventEntry> make) =>
        document => document with { Events = [.. document.Events, make(document.Events.Single(entry => entry.Name == "TRAINING_STARTED"))] };

    private static Func<CatalogueDocument, CatalogueDocument> Sharing(string name) =>
        document => document with
        {
            Events = [.. document.Events.Select(entry => entry.Name == "DAEMON_STOPPED" ? entry with { PayloadOf = name } : entry)],
        };

    private static Func<CatalogueDocument, CatalogueDocument> Spelling(string spelling, string name) =>
        document => document with { Synonyms = [.. document.Synonyms, new Synonym { Spelling = spelling, Event = name }] };
}
