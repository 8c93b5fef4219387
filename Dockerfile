# KAT-demo for a machine with an NVIDIA GPU and its container toolkit; without a GPU it runs the embedded miniature.
# Not built where it was written: see docs/hosting.md.
FROM python:3.12-slim

RUN useradd --create-home --uid 1000 kat && mkdir /models && chown kat /models
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY app.py LICENSE README.md ./
COPY assets assets
COPY kat_demo kat_demo

USER kat
ENV HF_HOME=/models KAT_HOST=0.0.0.0 KAT_PORT=7860 PYTHONUNBUFFERED=1
VOLUME /models
EXPOSE 7860
HEALTHCHECK --interval=30s --timeout=10s --start-period=1h \
    CMD python -c "import urllib.request; urllib.request.urlopen('http://127.0.0.1:7860/health', timeout=5)"
CMD ["python", "app.py"]
