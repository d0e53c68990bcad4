namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where an application of functions starts.</summary>
public class FunctionsApplication
{
    private FunctionsApplication()
    {
    }

    /// <summary>
    /// Begins an application with the functions of the entry assembly, reading <c>host.json</c> and <c>local.settings.json</c> beside it.
    /// </summary>
    /// <param name="args">
    /// Settings as <c>--name value</c>; <c>--port</c>, <c>--parent-pid</c> and <c>--script-root</c> are the runtime's own.
    /// </param>
    /// <exception cref="RingRift.FunctionsRuntime.Settings.HostSettingsException">A settings file or value is not valid.</exception>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
