using System.Text.Json;
using RingRift.Eventing.Artifacts;
using RingRift.Pipeline.Champions;
using RingRift.Pipeline.Compliance;
using RingRift.Pipeline.Operations.Retention;

namespace RingRift.Pipeline.Tests.Operations.Retention;

public sealed class ArtifactNamesTests
{
    [Fact]
    public void When_a_state_names_artifacts_anywhere_should_find_each()
    {
        var (model, checkpoint) = (Sample.Artifact('a'), Sample.Artifact('b', ArtifactKind.Checkpoint));
        var state = new
        {
            Deep = new[] { new Champion("hex8_2p", model, checkpoint, 3, 1) },
            Beside = Sample.Artifact('c', ArtifactKind.Games),
        };
        Assert.Equal(
            [
                (ArtifactKind.Games, new string('c', 64)), (ArtifactKind.Model, new string('a', 64)),
                (ArtifactKind.Checkpoint, new string('b', 64))
            ],
            ArtifactNames.Of(state).OrderBy(name => name.Kind));
    }

    [Theory]
    [InlineData("""{"kind":"model","sha256":7}""")]
    [InlineData("""{"kind":"weather","sha256":"aa"}""")]
    [InlineData("""{"sha256":"aa"}""")]
    [InlineData("""[1,"model",null,{"kind":null,"sha256":"aa"}]""")]
    [InlineData("no json")]
    [InlineData("null")]
    public void When_something_else_looks_like_one_should_find_none(string text) => Assert.Empty(ArtifactNames.InText(text));

    [Fact]
    public void When_a_state_is_deeper_than_a_call_stack_should_still_be_read()
    {
        var deep = string.Concat(Enumerable.Repeat("[", 5000)) + JsonSerializer.Serialize(new { kind = "model", sha256 = "aa" })
            + string.Concat(Enumerable.Repeat("]", 5000));
        using var document = JsonDocument.Parse(deep, new JsonDocumentOptions { MaxDepth = 6000 });
        Assert.Equal((ArtifactKind.Model, "aa"), Assert.Single(ArtifactNames.In(document.RootElement)));
    }
}
