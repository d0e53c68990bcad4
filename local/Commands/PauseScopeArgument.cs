using System.CommandLine;
using RingRift.Pipeline.Holds;

namespace RingRift.Local.Commands;

/// <summary>The argument that says what is paused.</summary>
internal static class PauseScopeArgument
{
    public static Argument<string> Build()
    {
        var scope = new Argument<string>("CONFIG") { Description = $"A configuration, for example hex8_2p, or {PauseScope.All}." };
        scope.Validators.Add(result =>
        {
            try
            {
                PauseScope.Require(result.GetValueOrDefault<string>());
            }
            catch (ArgumentException wrong)
            {
                result.AddError($"CONFIG {wrong.Message}");
            }
        });
        return scope;
    }
}
