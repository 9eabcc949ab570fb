"""LibreOffice without a window, and where things stand on a sheet of counts."""
import os
import shutil
import subprocess
import sys
import tempfile
import time

import uno
from com.sun.star.beans import PropertyValue

PROFILE = os.path.join(tempfile.gettempdir(), f"phaseline-office-{os.getpid()}")


def properties(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def office():
    pipe = f"phaseline{os.getpid()}"
    process = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{PROFILE}",
         f"--accept=pipe,name={pipe};urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(240):
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return process, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
        except Exception:
            time.sleep(0.25)
    sys.exit("LibreOffice did not start")


def places(sheet):
    """The rows of lines and the columns of headings, from 0."""
    data = sheet.getCellRangeByPosition(0, 0, 20, 60).getDataArray()
    head = next(index for index, row in enumerate(data) if row[0] == "Line")
    lines = {row[0]: index for index, row in enumerate(data) if index > head and row[0]}
    headings = {text: index for index, text in enumerate(data[head]) if text}
    return lines, headings


def stop(process, desktop):
    try:
        desktop.terminate()
    except Exception:
        pass  # it is gone before it answers
    process.terminate()
    process.wait()
    shutil.rmtree(PROFILE, ignore_errors=True)


def opened(desktop, path):
    return desktop.loadComponentFromURL(uno.systemPathToFileUrl(path), "_blank", 0, properties(Hidden=True))
