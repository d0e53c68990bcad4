using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using RingRift.Eventing.Json;
using RingRift.Eventing.Records;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Iterations;

namespace RingRift.Pipeline.Tests.Eventing.Records;

/// <summary>What a newer version added to a record survives an older one that reads, changes and writes it.</summary>
public sealed class StoredRecordTests
{
    public static TheoryData<Type> Stored =>
    [
        .. typeof(StoredRecord).Assembly.GetTypes().Concat(typeof(PipelineServices).Assembly.GetTypes())
            .Where(type => type.IsSubclassOf(typeof(StoredRecord)) && !type.IsAbstract),
    ];

    [Theory]
    [MemberData(nameof(Stored))]
    public void When_a_newer_version_added_members_should_write_them_back_at_every_level(Type type)
    {
        var written = Written(type);
        Assert.True(RecordSample.AddMembers(written, type) > 0);
        var read = Read(type, written.ToJsonString());
        var changed = (StoredRecord)type.GetMethod("<Clone>$")!.Invoke(read, [])!;
        var member = EventJson.Options.GetTypeInfo(type).Properties.First(
            property => property.AttributeProvider is PropertyInfo { SetMethod: not null });
        ((PropertyInfo)member.AttributeProvider!).SetValue(changed, null);
        var now = written.DeepClone().AsObject();
        now.Remove(member.Name);
        if (member.Get!(changed) is { } value)
        {
            now[member.Name] = JsonSerializer.SerializeToNode(value, EventJson.Options);
        }

        var after = JsonNode.Parse(Write(type, changed))!.AsObject();
        foreach (var computed in EventJson.Options.GetTypeInfo(type).Properties.Where(
            property => property.AttributeProvider is PropertyInfo { SetMethod: null }))
        {
            now.Remove(computed.Name);
            after.Remove(computed.Name);
        }

        Assert.True(JsonNode.DeepEquals(now, after), $"expected {now.ToJsonString()}{Environment.NewLine}written {after.ToJsonString()}");
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void When_nothing_was_added_should_write_what_was_read(Type type)
    {
        var written = Written(type);
        Assert.True(JsonNode.DeepEquals(written, JsonNode.Parse(Write(type, Read(type, written.ToJsonString())))));
    }

    [Fact]
    public void When_records_are_compared_should_not_ask_what_only_one_of_them_knows()
    {
        var (plain, further) = (RecordSample.Of(typeof(IterationPlan)), RecordSample.Of(typeof(IterationPlan)));
        further["model"]![RecordSample.Added] = 1;
        var (one, other) = (
            StoredJson.Read<IterationPlan>(plain.ToJsonString(), "a"), StoredJson.Read<IterationPlan>(further.ToJsonString(), "b"));
        Assert.Equal(one.Model, other.Model);
        Assert.Equal(one.Model!.GetHashCode(), other.Model!.GetHashCode());
        Assert.NotEqual(one.Model, other.Model with { Length = 4 });
        Assert.NotNull(other.Model.Further);
        Assert.Equal($"{one.Model}", $"{other.Model}");
    }

    /// <summary>A sample as the program writes it, members that only follow from others included.</summary>
    private static JsonNode Written(Type type) => JsonNode.Parse(Write(type, Read(type, RecordSample.Of(type).ToJsonString())))!;

    private static StoredRecord Read(Type type, string json) => (StoredRecord)Call(nameof(StoredJson.Read), type, json, "sample");

    private static string Write(Type type, StoredRecord value) => (string)Call(nameof(StoredJson.Write), type, value);

    private static object Call(string method, Type type, params object[] arguments) =>
        typeof(StoredJson).GetMethod(method)!.MakeGenericMethod(type).Invoke(
            null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;
}
