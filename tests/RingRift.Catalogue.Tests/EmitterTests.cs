using System.Text.RegularExpressions;
using RingRift.Eventing.Catalogue;
using RingRift.Eventing.Events;

namespace RingRift.Catalogue.Tests;

/// <summary>What the catalogue says about emitters, against the source.</summary>
public sealed class EmitterTests
{
    private static readonly Dictionary<string, string> Sources = new[] { "core", "emulators", "functions", "gpu-worker", "local" }
        .SelectMany(folder => Directory.EnumerateFiles(Repository.PathOf(folder), "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.EndsWith(".g.cs", StringComparison.Ordinal) && !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
        .ToDictionary(file => file, File.ReadAllText);

    public static TheoryData<DataEventType> Own =>
        [.. EventCatalogue.All.Where(definition => definition.Origin == EventOrigin.Pipeline).Select(definition => definition.Type)];

    [Theory]
    [MemberData(nameof(Own))]
    public void When_the_source_makes_a_payload_should_name_emitters_and_otherwise_none(DataEventType type) =>
        Assert.Equal(
            Sources.Values.Any(text => Makes(text, EventCatalogue.Of(type).Payload!.Name)),
            EventCatalogue.Of(type).Emitters.Count > 0);

    [Theory]
    [MemberData(nameof(Own))]
    public void When_an_emitter_is_named_should_be_a_class_of_the_source(DataEventType type) =>
        Assert.Empty(EventCatalogue.Of(type).Emitters.Except(Sources.Keys.Select(Path.GetFileNameWithoutExtension)));

    [Fact]
    public void When_only_nodes_outside_emit_it_should_not_be_named_here()
    {
        var external = EventCatalogue.All.Where(definition => definition.Origin == EventOrigin.External);
        var named = Sources.Values.SelectMany(text => Regex.Matches(text, @"\bDataEventType\.(?<type>\w+)"));
        Assert.Empty(external.Select(definition => definition.Type.ToString()).Intersect(named.Select(match => match.Groups["type"].Value)));
    }

    private static bool Makes(string text, string payload) => Regex.IsMatch(text, $@"\bnew {payload}\b|\b{payload}\.From\(");
}
