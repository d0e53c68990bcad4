using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RingRift.FunctionsRuntime.Declarations;
using RingRift.FunctionsRuntime.Hosting;
using RingRift.FunctionsRuntime.Settings;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Gathers the services and settings of an application of functions.</summary>
public class FunctionsApplicationBuilder : IHostApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly RuntimeOptions _options;
    private readonly HostSettings _settings;
    private FunctionCatalog? _catalog;

    internal FunctionsApplicationBuilder(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        _web = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        _web.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "HH:mm:ss.fff ";
        });
        _options = RuntimeOptions.Read(args);

        // Values of local.settings.json replace values of host.json like those of the environment, so they are read first.
        LocalSettings.AddBelow(_web.Configuration, _options.ScriptRoot);
        _settings = HostSettings.Load(_options.ScriptRoot, _web.Configuration);
        _settings.AddLogLevelsBelow(_web.Configuration);
    }

    /// <inheritdoc/>
    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;

    /// <inheritdoc cref="IHostApplicationBuilder.Configuration"/>
    public ConfigurationManager Configuration => _web.Configuration;

    /// <inheritdoc/>
    IConfigurationManager IHostApplicationBuilder.Configuration => _web.Configuration;

    /// <inheritdoc/>
    public IHostEnvironment Environment => _web.Environment;

    /// <inheritdoc/>
    public ILoggingBuilder Logging => _web.Logging;

    /// <inheritdoc/>
    public IMetricsBuilder Metrics => _web.Metrics;

    /// <inheritdoc/>
    public IServiceCollection Services => _web.Services;

    /// <inheritdoc/>
    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory,
        Action<TContainerBuilder>? configure = null)
        where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    /// <summary>Builds the host.</summary>
    /// <exception cref="FunctionDeclarationException">A function cannot run as declared.</exception>
    public IHost Build() => RuntimeHost.Build(_web, _options, _settings, _catalog ?? EntryCatalog());

    internal void UseFunctions(FunctionCatalog catalog) => _catalog = catalog;

    private static FunctionCatalog EntryCatalog() => FunctionCatalog.FromTypes(Assembly.GetEntryAssembly()?.GetTypes() ?? []);
}
