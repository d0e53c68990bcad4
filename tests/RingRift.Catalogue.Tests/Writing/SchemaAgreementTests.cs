using System.Text;
using System.Text.Json;
using Json.Schema;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Contracts;
using RingRift.Eventing.Events;
using RingRift.Fuzzing;

namespace RingRift.Catalogue.Tests.Writing;

/// <summary>
/// What the published schemas say of payloads, as a validator of JSON Schema reads them, and what this system accepts: the same. What a
/// schema cannot say (names twice, halves of surrogate pairs, depth, size) and how an integer is written are left out here;
/// <see cref="EventContract"/> is the stricter in them.
/// </summary>
public sealed class SchemaAgreementTests
{
    private const int Rounds = 120;

    // An integer with a point or an exponent is one to a schema; numbers beyond a double are not for this validator.
    private static readonly string[] Unsayable = ["1e400", "1e-400", "1.0", "1E2"];

    private static readonly Mutation[] Sayable =
    [
        Mutation.None, Mutation.WrongType, Mutation.Null, Mutation.Missing, Mutation.Renamed, Mutation.Unknown, Mutation.ControlCharacters,
        Mutation.OddNumber,
    ];

    private static readonly EvaluationOptions Options = new() { RequireFormatValidation = true };
    private static readonly JsonSchema Bundle = JsonSchema.FromText(EventSchemas.Document.ToJsonString());

    public static TheoryData<DataEventType> Types => [.. Enum.GetValues<DataEventType>()];

    [Theory]
    [MemberData(nameof(Types))]
    public void When_a_payload_is_whole_or_broken_should_be_taken_by_both_or_by_none(DataEventType type)
    {
        var random = new Random((int)type + 1);
        var (payloads, mutator, verdicts) = (new PayloadGenerator(random), new Mutator(random), new HashSet<bool>());
        for (var round = 0; round < Rounds; round++)
        {
            var mutation = Sayable[round % Sayable.Length];
            var whole = payloads.Payload(type).AsObject();
            var text = whole.Count == 0 ? "{}"u8.ToArray() : mutator.Apply(JsonSerializer.SerializeToUtf8Bytes(whole), mutation);
            if (Unsayable.Any(Encoding.UTF8.GetString(text).Contains))
            {
                continue;
            }

            var payload = JsonSerializer.Deserialize<JsonElement>(text);
            var violation = EventContract.Check(type, EventCatalogue.Of(type).SchemaVersion, payload);
            var isValid = SchemaOf(type).Evaluate(payload, Options).IsValid;
            Assert.True(isValid == violation is null, $"{mutation}: {payload} and the reader says '{violation}'");
            verdicts.Add(violation is null);
        }

        Assert.Equal(CanBreak(EventCatalogue.Of(type)) ? 2 : 1, verdicts.Count);
    }

    /// <summary>Payloads from outside whose fields are any JSON are objects, and nothing else is asked of them.</summary>
    private static bool CanBreak(EventDefinition definition) =>
        definition.Origin == EventOrigin.Pipeline
        || definition.Fields.Any(field => field.IsRequired || field.Type is not (ExternalFieldType.Any or ExternalFieldType.Instant));

    private static JsonSchema SchemaOf(DataEventType type) => Schemas.TryGetValue(type, out var known)
        ? known
        : Schemas[type] = JsonSchema.FromText($$"""{"$ref":"urn:ringrift:events#/$defs/{{type.CatalogueName()}}"}""");

    private static Dictionary<DataEventType, JsonSchema> Schemas { get; } = Registered();

    private static Dictionary<DataEventType, JsonSchema> Registered()
    {
        SchemaRegistry.Global.Register(Bundle);
        return [];
    }
}
