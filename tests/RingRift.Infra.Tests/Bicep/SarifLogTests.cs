using RingRift.Infra.Bicep;

namespace RingRift.Infra.Tests.Bicep;

public sealed class SarifLogTests
{
    [Fact]
    public void When_a_result_names_no_level_should_be_a_warning() => Assert.Equal(
        [new BicepDiagnostic("warning", "no-unused-params", "m", "file:///a.bicep", 3), new BicepDiagnostic("error", "BCP057", "n", "", 0)],
        SarifLog.Read("""
            {"runs":[{"results":[
              {"ruleId":"no-unused-params","message":{"text":"m"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"file:///a.bicep"},"region":{"startLine":3}}}]},
              {"ruleId":"BCP057","level":"error","message":{"text":"n"}}]}]}
            """));

    [Theory]
    [InlineData("")]
    [InlineData("Error BCP057: there is no such name")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"runs":null}""")]
    [InlineData("""{"runs":[{}]}""")]
    public void When_the_text_is_no_log_should_be_refused_and_not_taken_for_an_empty_one(string text) =>
        Assert.Throws<InvalidDataException>(() => SarifLog.Read(text));
}
